// Receipts that never come and requests that come twice: what arrived is asked for again, and counted once.
import { expect, test } from "vitest";
import { eventually } from "../harness/eventually.ts";
import { flush } from "../harness/in-page.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";

describeScenario(6, (engine) => {
  test("what was stored and never acknowledged is sent again and kept once", async () => {
    const lab = await openLab(engine);
    lab.relay.set(() => "lost");
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 5);
    await flush(lab.driver());
    await eventually("the collector has stored it", () => lab.relay.acknowledged.size >= 5);
    const { told } = await expectWhole(lab, { isBackoffOver: true });
    expect(told).toHaveLength(5);
    const arrivals = lab.relay.arrivals.filter(({ ids }) => ids.includes(`${told[0]?.id}`));
    expect(arrivals.length).toBeGreaterThan(1);
    expect(new Set(arrivals.map(({ batch }) => batch?.batch)).size).toBeGreaterThan(1);
  });
});

describeScenario(7, (engine) => {
  test("two copies of every request at the same time leave one row of each entry", async () => {
    const lab = await openLab(engine);
    lab.relay.set(() => "twice");
    await lab.driver().open(lab.origin);
    for (let round = 0; round < 5; round++) {
      await lab.track(lab.driver(), 20);
      await flush(lab.driver());
    }
    expect(lab.relay.arrivals.length).toBeGreaterThanOrEqual(5);
    expect(lab.relay.arrivals.every(({ fate }) => fate === "twice")).toBe(true);
    const { told } = await expectWhole(lab);
    expect(told).toHaveLength(100);
  });
});
