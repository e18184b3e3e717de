// Pages that are gone in the moment in which something happens in them: what was told was written ahead, and counts once.
import { expect, test } from "vitest";
import type { Tab } from "../harness/driver.ts";
import { IS_FULL } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { endBackoff, flush, leave, readKept } from "../harness/in-page.ts";
import { toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";
import type { Told } from "./oracle.ts";

/** A full run has the time to look more often. */
const ROUNDS = IS_FULL ? 50 : 6;
const FIRST_VISITS = IS_FULL ? 10 : 3;
const CLOSED = IS_FULL ? 10 : 3;

interface Page extends Window {
  readonly waymark: { track(name: string, data: object): void };
}

/** A page whose address says what to tell does so as soon as Waymark is there, and is gone in the same task. */
const tellAndGo = toScript(() => {
  const begin = () => {
    if (!location.hash) return;
    const { name, data, next } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    (window as never as Page).waymark.track(name, data);
    if (next) location.href = next;
    else window.close();
  };
  document.addEventListener("load", begin, { capture: true, once: true });
});

const toHash = (told: Told, next?: string) => `#${encodeURIComponent(JSON.stringify({ ...told, next }))}`;

/** Every other request of a page that leaves gets lost on its way; of the others nobody hears. */
const loseAll = ({ number }: { readonly number: number }) => (number % 2 ? "cut" : "lost");

/** A page of an origin comes back, and sends until nothing is left there. */
const recover = async (tab: Tab, origin: string, site: string) => {
  await tab.open(origin);
  const isEmpty = async () => {
    await endBackoff(tab, site);
    await flush(tab);
    const { waiting, journaled } = await readKept(tab, site);
    return waiting + journaled === 0;
  };
  await eventually(`nothing waits at ${origin}`, isEmpty, { timeout: 60_000 });
};

describeScenario(1, (engine) => {
  test("what a page tells in the task that leaves it is kept", async () => {
    const lab = await openLab(engine);
    lab.relay.set(loseAll);
    const tab = lab.driver();
    await tab.open(lab.origin);
    for (const [i, { name, data }] of lab.invent(ROUNDS).entries()) {
      // Until then the database of this page may not be open yet.
      await flush(tab);
      const go = (told: string, by: object, next: string) => {
        (window as never as Page).waymark.track(told, by);
        location.href = next;
      };
      await leave(tab, () => tab.evaluate(go, name, data, i % 2 ? "/" : "/next"));
    }
    const { told } = await expectWhole(lab, { isBackoffOver: true });
    expect(told).toHaveLength(ROUNDS);
  });

  test("so is what the page of a first visit tells before its database is open", async () => {
    const lab = await openLab(engine, { before: [tellAndGo] });
    lab.relay.set(loseAll);
    const tab = lab.driver();
    await tab.open(`${lab.origin}/without`);
    // Each origin has a storage of its own, where nobody was before.
    const origins = Array.from({ length: FIRST_VISITS }, (_, i) => {
      const url = new URL(lab.origin);
      url.hostname = `first-${i}.localhost`;
      return url.origin;
    });
    for (const origin of origins) {
      const [one] = lab.invent(1);
      const url = `${origin}/${toHash(one as Told, "/without")}`;
      await tab.evaluate((to) => void location.assign(to), url);
      const isGone = (there: string) => location.href === `${there}/without` && document.readyState === "complete";
      await eventually(`${origin} is left`, () => tab.evaluate(isGone, origin), { timeout: 30_000 });
    }
    lab.relay.set(() => "through");
    for (const origin of origins) await recover(tab, origin, lab.site);
    const { told } = await expectWhole(lab);
    expect(told).toHaveLength(FIRST_VISITS);
  });
});

describeScenario(2, (engine) => {
  test("what a tab told before it was closed is kept", async () => {
    const lab = await openLab(engine);
    lab.relay.set(loseAll);
    await lab.driver().open(`${lab.origin}/without`);
    for (const { name, data } of lab.invent(CLOSED)) {
      const tab = await lab.driver().openTab();
      await tab.open(lab.origin);
      await tab.evaluate((told, by) => void (window as never as Page).waymark.track(told, by), name, data);
      await tab.close();
    }
    expect((await expectWhole(lab, { isBackoffOver: true, at: lab.origin })).told).toHaveLength(CLOSED);
  });

  test("so is what a tab told in the task that closes it, before its database was open", async () => {
    // Only what a click has opened may be opened in every engine, and may close itself.
    const door = { body: "<!doctype html><title>Door</title><button>Open</button>" };
    const lab = await openLab(engine, { before: [tellAndGo], pages: { "/door": door } });
    lab.relay.set(loseAll);
    const tab = lab.driver();
    await tab.open(`${lab.origin}/door`);
    for (const one of lab.invent(CLOSED)) {
      const prepare = (url: string) => {
        const scope = window as { opened?: Window | null };
        delete scope.opened;
        document.onclick = () => {
          scope.opened = window.open(url);
        };
      };
      await tab.evaluate(prepare, `/${toHash(one)}`);
      await tab.click("button");
      const isClosed = () => (window as { opened?: Window }).opened?.closed;
      await eventually("the tab has closed itself", () => tab.evaluate(isClosed), { timeout: 30_000 });
    }
    expect((await expectWhole(lab, { isBackoffOver: true, at: lab.origin })).told).toHaveLength(CLOSED);
  });
});
