// Several tabs on one queue: one sends at a time, whoever dies or freezes meanwhile, with Web Locks and without.
import { expect, onTestFailed, test } from "vitest";
import { createRandom, type Random } from "../../../packages/cli/src/simulate/random.ts";
import { type Arrival, namesOf } from "../harness/arrival.ts";
import { findRenderer, freeze, resume } from "../harness/break-page.ts";
import type { Tab } from "../harness/driver.ts";
import { RESTARTABLE_ENGINES } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { findLanAddress } from "../harness/find-lan-address.ts";
import { flush, loadIdle } from "../harness/in-page.ts";
import { hurry } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectCalm } from "./expect-calm.ts";
import { expectWhole } from "./expect-whole.ts";
import { type Lab, openLab } from "./lab.ts";

/** This many tabs in all, each on the site and in sight, with all that it loads: what leads without locks comes last. */
const openTabs = async (lab: Lab, count: number): Promise<readonly Tab[]> => {
  const tabs: Tab[] = [lab.driver()];
  while (tabs.length < count) tabs.push(await lab.driver().openTab());
  for (const tab of tabs) {
    await tab.open(lab.origin);
    await loadIdle(tab);
  }
  return tabs;
};

/** Requests that came while another one, sent by somebody else, was open. */
const overlapsIn = (arrivals: readonly Arrival[]): readonly Arrival[] =>
  arrivals.filter(({ at, batch }, i) =>
    arrivals.slice(0, i).some(({ endedAt = Infinity, ...each }) => endedAt > at && each.batch?.batch !== batch?.batch),
  );

/** Whether all that was told has arrived. */
const hasArrived = ({ relay, told }: Lab): boolean => {
  const names = new Set(relay.arrivals.filter(({ fate }) => fate === "through").flatMap(namesOf));
  return [...told.keys()].every((name) => names.has(name));
};

describeScenario(26, (engine) => {
  const TABS = 8;
  const HURRY = 20;

  /** By lot two tabs to be closed and two to be killed, never the first: a browser may end with it. */
  const castLots = ({ next, between }: Random) => {
    const lots = Array.from({ length: TABS - 1 }, (_, i) => ({ index: i + 1, lot: next() }));
    const doomed = lots.sort((a, b) => a.lot - b.lot).slice(0, 4);
    const canKill = RESTARTABLE_ENGINES.includes(engine);
    return new Map(doomed.map(({ index }, i) => [index, { isKilled: canKill && i < 2, after: between(0, 5) }]));
  };

  test("a hundred touchpoints of each of eight tabs count once, whichever tabs are closed and killed", async () => {
    const seed = process.env.WAYMARK_SEED ?? `${Date.now()}`;
    onTestFailed(() => console.error(`WAYMARK_SEED=${seed}`));
    const doomed = castLots(createRandom(seed));
    const lab = await openLab(engine, { before: [hurry(HURRY)] });
    const tabs = await openTabs(lab, TABS);
    const pids = new Map<number, number>();
    for (const [i, { isKilled }] of doomed) if (isKilled) pids.set(i, await findRenderer(tabs[i] as Tab));

    const before = lab.relay.arrivals.length;
    const began = performance.now();
    lab.relay.set(() => ({ status: 503 }), 30);
    const tell = async (tab: Tab, rounds: number) => {
      for (let round = 0; round < rounds; round++) await lab.track(tab, 10);
    };
    await Promise.all(tabs.map((tab) => tell(tab, 5)));
    const tried = () => lab.relay.arrivals.slice(before);
    await eventually("it was tried a few times", () => tried().length >= 5, { timeout: 60_000 });
    expectCalm(tried(), { during: (performance.now() - began) * HURRY });

    const live = async (tab: Tab, index: number) => {
      const { after = 5, isKilled } = doomed.get(index) ?? {};
      await tell(tab, after);
      if (isKilled === undefined) return;
      // Nobody may hear any more what becomes of these.
      tell(tab, 1).catch(() => {});
      if (isKilled) process.kill(pids.get(index) as number, "SIGKILL");
      else await tab.close();
    };
    lab.relay.set(() => "through", 30);
    await Promise.all(tabs.map(live));
    const { told } = await expectWhole(lab);
    expect(told.length).toBeGreaterThanOrEqual((TABS - doomed.size) * 100 + doomed.size * 50);
  });
});

describeScenario(27, (engine) => {
  test("a tab that is frozen while it sends holds up no other, and goes on later", async () => {
    const lab = await openLab(engine, { before: [hurry(10)] });
    const [first, second] = (await openTabs(lab, 2)) as [Tab, Tab];
    await flush(first);
    lab.relay.set(() => "store-hang");
    const before = lab.relay.arrivals.length;
    await lab.track(first, 20);
    await eventually("the first tab sends", () => lab.relay.arrivals.length > before);
    await lab.track(second, 20);
    await flush(second);
    expect(lab.relay.arrivals.length, "the second tab is turned away").toBe(before + 1);
    await freeze(first);
    lab.relay.set(() => "through");
    await eventually("the second tab delivers", () => hasArrived(lab), { timeout: 20_000 });
    await resume(first);
    await lab.track(first, 3);
    expect((await expectWhole(lab)).told).toHaveLength(43);
  });
});

describeScenario(29, (engine) => {
  const openInsecure = async (times: number) => {
    const lab = await openLab(engine, { before: [hurry(times)], host: findLanAddress() });
    const tabs = (await openTabs(lab, 2)) as [Tab, Tab];
    const has = () => tabs[0].evaluate(() => ["locks" in navigator, "randomUUID" in crypto]);
    expect(await has()).toEqual([false, false]);
    return { lab, tabs };
  };

  test("without Web Locks too one tab sends at a time", async () => {
    const { lab, tabs } = await openInsecure(4);
    const before = lab.relay.arrivals.length;
    lab.relay.set(() => "through", 50);
    const live = async (tab: Tab) => {
      for (let round = 0; round < 5; round++) {
        await lab.track(tab, 20);
        await flush(tab);
      }
    };
    await Promise.all(tabs.map(live));
    await eventually("all has arrived", () => hasArrived(lab), { timeout: 60_000 });
    expect(overlapsIn(lab.relay.arrivals.slice(before)).map(({ number }) => number)).toEqual([]);
    expect((await expectWhole(lab)).told).toHaveLength(200);
  });

  test.runIf(RESTARTABLE_ENGINES.includes(engine))("the lease of a tab that was killed runs out", async () => {
    const { lab, tabs } = await openInsecure(60);
    const [first, second] = tabs;
    const pid = await findRenderer(second);
    await flush(second);
    lab.relay.set(() => "hang");
    const before = lab.relay.arrivals.length;
    await lab.track(second, 20);
    await eventually("it sends", () => lab.relay.arrivals.length > before);
    process.kill(pid, "SIGKILL");
    lab.relay.set(() => "through");
    await lab.track(first, 20);
    await eventually("the other tab sends all", () => hasArrived(lab), { timeout: 60_000 });
    expect((await expectWhole(lab)).told).toHaveLength(40);
  });
});
