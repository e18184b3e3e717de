// What a visitor says in one tab holds in all others: in those that are open, and in those that come back.
import { expect, test } from "vitest";
import { type Lab, openLab } from "./delivery/lab.ts";
import type { Engine, Tab } from "./harness/driver.ts";
import { describeIn, SELECTED_ENGINES } from "./harness/engines.ts";
import { eventually } from "./harness/eventually.ts";
import { flush, goBack, leave, loadIdle, track, visitorOf } from "./harness/in-page.ts";

interface Page {
  readonly waymark: { consent(state: string): void; forget(): Promise<void>; track(name: string): Promise<string> };
  /** How well a touchpoint was kept that was told before there was consent. */
  kept?: Promise<string>;
}

const say = (tab: Tab, state: string) => tab.evaluate((word) => (window as never as Page).waymark.consent(word), state);
const begun = (tab: Tab) => eventually("it has begun", () => tab.evaluate(() => "waymark" in window));
const open = async (engine: Engine, consent: string) => {
  const lab = await openLab(engine, { attributes: { "data-consent": consent } });
  const tabs = [lab.driver(), await lab.driver().openTab()] as const;
  for (const tab of tabs) {
    await tab.open(lab.origin);
    await begun(tab);
  }
  return { lab, tabs };
};
/** Whether a touchpoint told there is kept; asked again until it is as expected. */
const keeps = (tab: Tab, level: "idb" | "dropped") =>
  eventually(`a touchpoint is ${level}`, async () => (await track(tab, "asked")) === level);
const namesAt = async ({ collector, site }: Lab) => (await collector.entries({ site })).map(({ name }) => name);
const keysOf = (tab: Tab) => tab.evaluate(() => Object.keys(localStorage));

describeIn(SELECTED_ENGINES, (engine) => {
  test("yes in one tab is yes in the other, and so is no: nothing is left, and nothing comes", async () => {
    const { lab, tabs } = await open(engine, "pending");
    const [first, second] = tabs;
    await second.evaluate(() => {
      const scope = window as never as Page;
      scope.kept = scope.waymark.track("waited");
    });
    await say(first, "granted");
    expect(await second.evaluate(() => (window as never as Page).kept)).toBe("idb");
    await eventually("it arrives", async () => {
      await flush(second);
      return (await namesAt(lab)).includes("waited");
    });
    await say(first, "denied");
    await keeps(second, "dropped");
    await eventually("nothing is kept", async () => (await keysOf(second)).length === 0);
    expect(lab.faults()).toEqual([]);
  });

  test("forgotten in one tab the visitor is the same new one in both", async () => {
    const { lab, tabs } = await open(engine, "granted");
    const [first, second] = tabs;
    for (const tab of tabs) await track(tab, "before");
    const before = await visitorOf(first, lab.site);
    await first.evaluate(() => (window as never as Page).waymark.forget());
    const after = await visitorOf(first, lab.site);
    expect(after).not.toBe(before);
    await keeps(second, "idb");
    await track(second, "after");
    await eventually("it arrives", async () => {
      await flush(second);
      return (await namesAt(lab)).includes("after");
    });
    const entries = await lab.collector.entries({ site: lab.site });
    expect(new Set(entries.filter(({ kind }) => kind !== "forget").map(({ visitor }) => visitor))).toEqual(
      new Set([after]),
    );
  });

  test("a page that is kept for the way back does not come back with a consent that was taken back", async () => {
    const { lab, tabs } = await open(engine, "pending");
    const [first, second] = tabs;
    await say(first, "granted");
    await keeps(second, "idb");
    await loadIdle(second);
    await flush(second);
    await leave(second, () => second.evaluate(() => location.assign("/without")));
    await say(first, "denied");
    await eventually("nothing is kept", async () => (await keysOf(first)).length === 0);
    await goBack(second);
    await begun(second);
    // Loaded anew it is pending, as its tag says, and a promise waits; come back as it was it has to have heard.
    const told = () =>
      second.evaluate(() => {
        const { waymark } = window as never as Page;
        return Promise.race([waymark.track("late"), new Promise((resolve) => setTimeout(resolve, 100, "waits"))]);
      });
    await eventually("it keeps nothing", async () => ["dropped", "waits"].includes((await told()) as string));
    await eventually("nothing is kept", async () => (await keysOf(second)).length === 0);
    expect(await namesAt(lab)).not.toContain("late");
  });
});
