// The device's clock is wrong, and is set while the visitor is there: entries are dated by the truth, and nothing waits for it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeliveryReport } from "@waymark/protocol";
import { expect, test } from "vitest";
import type { ReadEntry } from "../harness/collector.ts";
import type { Tab } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, loadIdle } from "../harness/in-page.ts";
import { toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Makes the device's clock wrong by so many ms, until `setClock` says otherwise. */
const skewClock = (skew: number): string =>
  toScript((by) => {
    const { now } = Date;
    // Across pages, as the device's own.
    Date.now = () => now() + Number(sessionStorage.getItem("skew") ?? by);
  }, skew);

const setClock = (tab: Tab, skew: number): Promise<void> =>
  tab.evaluate((by) => sessionStorage.setItem("skew", `${by}`), skew);

/** By the number in which the page told them. */
const bySeq = (entries: readonly ReadEntry[]) => entries.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));

/** How many documents the collector reports in which the clock was set. */
const readClocks = async ({ collector: { url, data }, site }: Lab) => {
  const token = (await readFile(join(data, "token"), "utf8")).trim();
  const response = await fetch(`${url}/api/delivery?site=${site}`, { headers: { Authorization: `Bearer ${token}` } });
  const { days } = (await response.json()) as DeliveryReport;
  const sum = (what: "back" | "ahead") => days.reduce((all, { clocks }) => all + clocks[what], 0);
  return { back: sum("back"), ahead: sum("ahead") };
};

describeScenario(31, (engine) => {
  test.each([DAY, -DAY])(
    "entries are dated by the truth with a clock that is off by %i ms, and jumps",
    async (skew) => {
      const lab = await openLab(engine, { before: [skewClock(skew)] });
      await lab.driver().open(lab.origin);
      await loadIdle(lab.driver());
      const truth = new Map<string, number>();
      for (const now of [skew, -skew, 0]) {
        await setClock(lab.driver(), now);
        truth.set(`told-${lab.told.size + 1}`, Date.now());
        await lab.track(lab.driver(), 1);
        await flush(lab.driver());
      }
      const { told } = await expectWhole(lab);
      for (const { name, at } of told) expect(Math.abs(at - (truth.get(name) ?? 0))).toBeLessThan(30_000);
      expect(bySeq(told).map(({ name }) => name)).toEqual([...truth.keys()]);
      const isOff = ({ rawAt, received }: ReadEntry) => Math.abs(rawAt - received) > DAY / 2;
      expect(told.filter(isOff), "two were told while the clock was wrong").toHaveLength(2);
    },
  );

  test.each([12 * HOUR, -12 * HOUR])("a clock that is off by %i ms and set right holds nothing up", async (skew) => {
    const lab = await openLab(engine, { before: [skewClock(skew)] });
    lab.relay.set(() => ({ status: 503 }));
    await lab.driver().open(lab.origin);
    await loadIdle(lab.driver());
    await lab.track(lab.driver(), 1);
    await flush(lab.driver());
    await eventually("a request fails", () => lab.relay.arrivals.some(({ endedAt }) => endedAt));
    await setClock(lab.driver(), 0);
    lab.relay.set(() => "through");
    await lab.track(lab.driver(), 1);
    // By itself: what the page waited for is over by any clock.
    await eventually("both are stored", () => lab.relay.acknowledged.size >= 3, { timeout: 60_000 });
    const { told } = await expectWhole(lab);
    expect(bySeq(told).map(({ name }) => name)).toEqual(["told-1", "told-2"]);
    // Nobody can say any more which of the two was the right time, but that they contradict each other.
    const isBack = skew > 0;
    expect(await readClocks(lab)).toEqual(isBack ? { back: 1, ahead: 0 } : { back: 0, ahead: 1 });
  });
});
