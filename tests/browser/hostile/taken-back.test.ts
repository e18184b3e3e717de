// Consent that is taken back, and a visitor who wants to be forgotten: nothing is left in the browser, and nothing comes late.
import { randomUUID } from "node:crypto";
import type { Configuration } from "@waymark/protocol";
import { expect, test } from "vitest";
import { type Lab, openLab } from "../delivery/lab.ts";
import { namesOf } from "../harness/arrival.ts";
import type { Driver, Engine, Tab } from "../harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, leave, loadIdle, track, visitorOf } from "../harness/in-page.ts";
import { click, inSurvey, see } from "../harness/shopper.ts";
import { findIn, readStored } from "./traces.ts";

interface Page {
  readonly waymark: {
    consent(state: string): void;
    forget(): Promise<void>;
    identify(traits: object): void;
    ask(survey: string): void;
  };
}

const configuration: Configuration = {
  stages: [{ id: "read", pages: ["/", "/next"] }],
  surveys: { why: { questions: [{ id: "q", kind: "text", text: "Why?" }] } },
  triggers: [{ id: "why", on: { type: "custom", name: "asked" }, ask: "why" }],
};
const NOTHING = { local: [], session: [], cookies: "", rows: [] };

const say = (tab: Tab, state: string) => tab.evaluate((word) => (window as never as Page).waymark.consent(word), state);
const begun = (tab: Tab) => eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
/** A visitor of whom there is something in each place: also in a cookie, that of all subdomains. */
const open = async (engine: Engine): Promise<readonly [Lab, Driver]> => {
  const pages = { "/waymark.json": { body: JSON.stringify(configuration), type: "application/json" } };
  const attributes = { "data-config": "/waymark.json", "data-consent": "pending", "data-domain": "shop.localhost" };
  const lab = await openLab(engine, { attributes, pages });
  const tab = lab.driver();
  await tab.open(lab.origin.replace("127.0.0.1", "www.shop.localhost"));
  await begun(tab);
  await say(tab, "granted");
  await tab.evaluate(() => (window as never as Page).waymark.identify({ plan: "pro-of-old" }));
  await track(tab, "told-of-old");
  await loadIdle(tab);
  return [lab, tab];
};
const writeDraft = async (tab: Driver) => {
  await track(tab, "asked");
  await click(tab, inSurvey("#text"));
  await tab.type("words-of-old");
  await leave(tab, () => tab.reload());
  await begun(tab);
  await say(tab, "granted");
  await see(tab, inSurvey("#question"));
};
const namesAt = async ({ collector, site }: Lab, visitor = "") =>
  (await collector.entries({ site, ...(visitor && { visitor }) })).map(({ name }) => name);

describeIn(SELECTED_ENGINES, (engine) => {
  test("consent that is taken back leaves nothing in the browser, and nothing that waited is sent after it", async () => {
    const [lab, tab] = await open(engine);
    lab.relay.set(() => "cut");
    await writeDraft(tab);
    const before = await readStored(tab);
    expect(findIn(before.rows, ["told-of-old", "pro-of-old"])).toHaveLength(2);
    expect(findIn(before.session, ["words-of-old"])).toHaveLength(1);
    const visitor = await visitorOf(tab, lab.site);
    expect([findIn(before.local, [visitor]), findIn(before.cookies, [visitor])]).toEqual([[visitor], [visitor]]);
    await say(tab, "denied");
    lab.relay.set(() => "through");
    const since = lab.relay.arrivals.length;
    await eventually("nothing is kept", async () => {
      expect(await readStored(tab)).toEqual(NOTHING);
      return true;
    });
    expect(await tab.evaluate(() => document.querySelector(".ph-no-capture"))).toBeNull();
    expect(await track(tab, "told-late")).toBe("dropped");
    await leave(tab, () => tab.click("a[href='/next']"));
    await begun(tab);
    expect(await readStored(tab)).toEqual(NOTHING);
    await say(tab, "granted");
    await track(tab, "told-anew");
    await eventually("what is new arrives", async () => {
      await flush(tab);
      return (await namesAt(lab)).includes("told-anew");
    });
    expect(await visitorOf(tab, lab.site)).not.toBe(visitor);
    const arrived = lab.relay.arrivals.slice(since);
    expect(findIn(arrived.map(({ text }) => text).join(), ["of-old", "told-late", visitor])).toEqual([]);
  });

  test("of a visitor who is forgotten nothing is left, here or at the collector, and what comes late is refused", async () => {
    const [lab, tab] = await open(engine);
    await writeDraft(tab);
    const visitor = await visitorOf(tab, lab.site);
    await eventually("what is told arrives", async () => {
      await flush(tab);
      return (await namesAt(lab, visitor)).includes("told-of-old");
    });
    await tab.evaluate(() => (window as never as Page).waymark.forget());
    expect(await visitorOf(tab, lab.site)).not.toBe(visitor);
    const words = ["of-old", visitor];
    expect(findIn(await readStored(tab), words)).toEqual([]);
    expect(await namesAt(lab, visitor)).toEqual([]);
    await leave(tab, () => tab.click("a[href='/next']"));
    expect(findIn(await readStored(tab), words)).toEqual([]);
    const batch = lab.relay.arrivals.find((arrival) => namesOf(arrival).includes("told-of-old"))?.batch;
    const another = randomUUID();
    for (const each of [visitor, another]) {
      const entries = batch?.entries.map((entry) => ({ ...entry, id: randomUUID() }));
      const body = JSON.stringify({ ...batch, batch: randomUUID(), visitor: each, entries });
      await fetch(`${lab.collector.url}/ingest`, { method: "POST", body });
    }
    expect(await namesAt(lab, another)).toContain("told-of-old");
    expect(await namesAt(lab, visitor)).toEqual([]);
  });
});
