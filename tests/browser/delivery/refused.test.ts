// Pages that may keep nothing, or not for long: sandboxed, private, in a frame of another site. They deliver while open.
import { expect, test } from "vitest";
import { RESTARTABLE_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush } from "../harness/in-page.ts";
import { hurry, toScript, withoutLater } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { answerHost, host } from "./framed.ts";
import { openLab } from "./lab.ts";
import { untilDelivered } from "./until-delivered.ts";

/** Refuses what the page's query names: `throw` and `fail` are ways of `indexedDB.open`, `memory` is localStorage too. */
const refuse = toScript(() => {
  const refused = (name: string) => new DOMException("This is a test.", name);
  const { search } = location;
  if (search.includes("throw"))
    IDBFactory.prototype.open = () => {
      throw refused("SecurityError");
    };
  if (search.includes("fail"))
    IDBFactory.prototype.open = () => {
      const request = { error: refused("UnknownError"), onerror: (_event: Event) => {} };
      setTimeout(() => request.onerror(new Event("error")));
      return request as never;
    };
  if (search.includes("memory"))
    Object.defineProperty(window, "localStorage", {
      get() {
        throw refused("SecurityError");
      },
    });
});

describeScenario(22, (engine) => {
  test("in a sandbox entries are kept in memory, say so, and outlast an outage", async () => {
    const lab = await openLab(engine, { before: [hurry(60), answerHost], pages: { "/host": host } });
    lab.relay.set(() => "cut");
    await lab.driver().open(`${lab.origin}/host?sandbox=allow-scripts`);
    expect(await lab.track(lab.driver(), 5)).toEqual(Array(5).fill("memory"));
    await flush(lab.driver());
    expect(lab.relay.acknowledged.size).toBe(0);
    lab.relay.set(() => "through");
    expect(await lab.track(lab.driver(), 20)).toEqual(Array(20).fill("memory"));
    expect(await untilDelivered(lab)).toEqual(["memory"]);
    // Hashes are not to be checked there, so that the browser loads none of the parts, and says so.
    const mayTell = Array(12).fill(/waymark\.(idle|plan)\.js/);
    const { told } = await expectWhole(lab, { isWithoutStorage: true, mayTell });
    expect(told).toHaveLength(25);
  });

  test.each(["throw", "fail"])("open that %ss: by the journal, into the database of the next page", async (how) => {
    const lab = await openLab(engine, { before: [refuse] });
    await lab.driver().open(`${lab.origin}/?${how}`);
    expect(await lab.track(lab.driver(), 20)).toEqual(Array(20).fill("journal"));
    expect(await untilDelivered(lab)).toEqual(["journal"]);
    lab.relay.set(() => "cut");
    expect(await lab.track(lab.driver(), 5, { isApart: true })).toEqual(Array(5).fill("journal"));
    const { told } = await expectWhole(lab, { isBackoffOver: true, at: `${lab.origin}/next` });
    expect(told).toHaveLength(25);
  });

  test("without localStorage too: what has no room in memory is told as a gap", async () => {
    const lab = await openLab(engine, { before: [hurry(60), refuse] });
    const tab = lab.driver();
    lab.relay.set(() => "cut");
    await tab.open(`${lab.origin}/?throw&memory`);
    const levels = await lab.track(tab, 220, { isApart: true });
    expect(new Set(levels)).toEqual(new Set(["memory"]));
    lab.relay.set(() => "through");
    // Nothing may be left in memory when the page is loaded anew.
    const isAccountedFor = async () => {
      await flush(tab);
      const entries = await lab.collector.entries({ site: lab.site });
      const lost = entries.map(({ data }) => (data as { types?: { custom?: number } }).types?.custom ?? 0);
      const told = entries.filter(({ type }) => type === "custom");
      return told.length + lost.reduce((sum, each) => sum + each, 0) >= levels.length;
    };
    await eventually("all is there or in a gap", isAccountedFor, { timeout: 60_000, interval: 250 });
    const { gaps, told } = await expectWhole(lab, { isWithoutStorage: true });
    expect(new Set(gaps.map(({ name }) => name))).toEqual(new Set(["no-storage"]));
    expect(told.length).toBeGreaterThan(100);
  });
});

/** Firefox's private windows ask for privacy, so that the tag's own word is not enough: the visitor has agreed. */
const agree = toScript(() => {
  const scope = window as { waymark?: unknown[] };
  scope.waymark ??= [];
  scope.waymark.push(["consent", "granted"]);
});

describeScenario(34, (engine) => {
  test("a private window delivers while it is open, and keeps nothing beyond", async () => {
    const lab = await openLab(engine, { isPrivate: true, before: [agree] });
    await lab.driver().open(lab.origin);
    lab.relay.set(() => "cut");
    expect(await lab.track(lab.driver(), 5)).toEqual(Array(5).fill("idb"));
    await flush(lab.driver());
    const { told } = await expectWhole(lab, { isBackoffOver: true });
    expect(told).toHaveLength(5);
    if (!RESTARTABLE_ENGINES.includes(engine)) return;
    await lab.reopen();
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 1);
    const { entries } = await expectWhole(lab);
    expect(new Set(entries.map(({ visitor }) => visitor)).size, "it was a private window").toBe(2);
  });

  test("a frame of another site has a database of its own, and delivers", async () => {
    const lab = await openLab(engine, { before: [hurry(60), withoutLater, answerHost], pages: { "/host": host } });
    const at = `${lab.otherOrigin}/host?${new URLSearchParams({ src: `${lab.origin}/` })}`;
    await lab.driver().open(at);
    lab.relay.set(() => "cut");
    expect(await lab.track(lab.driver(), 5)).toEqual(Array(5).fill("idb"));
    await flush(lab.driver());
    // The next document finds what this one kept: the request of the one that leaves is cut, too.
    await lab.driver().open(at);
    lab.relay.set(() => "through");
    await untilDelivered(lab);
    const { told, entries } = await expectWhole(lab, { at, isWithoutStorage: true });
    expect(told).toHaveLength(5);
    expect(new Set(entries.map(({ visitor }) => visitor)).size).toBe(1);
  });
});
