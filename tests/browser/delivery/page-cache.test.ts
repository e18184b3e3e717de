// Pages that go into the browser's page cache: with a request on its way, and in the middle of a transaction.
import type { JsonObject } from "@waymark/protocol";
import { expect, test } from "vitest";
import type { Fate } from "../harness/arrival.ts";
import { IS_FULL } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, goBack, leave } from "../harness/in-page.ts";
import { settle } from "../harness/shopper.ts";
import { toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";
import type { Told } from "./oracle.ts";

const noteReturns = toScript(() => {
  addEventListener("pageshow", ({ persisted }) => {
    (window as { isRestored?: boolean }).isRestored = persisted;
  });
});
const isRestored = () => (window as { isRestored?: boolean }).isRestored;

interface Page {
  readonly waymark: { flush(): Promise<void>; track(name: string, data?: object): Promise<string> };
}

/** Without locks there is a lease, which is asked for in the last moment: heard before Waymark hears of it. */
const leaseOnLeaving = toScript(() => {
  Reflect.deleteProperty(Navigator.prototype, "locks");
  const ask = () => (window as never as Partial<Page>).waymark?.flush();
  addEventListener("pagehide", ask, { capture: true, once: true });
});
/** No pause between two requests, so that hardly a moment passes without a transaction. */
const withoutPauses = toScript(() => {
  const real = window.setTimeout.bind(window) as (task: TimerHandler, ms?: number, ...rest: unknown[]) => number;
  const hurried = (task: TimerHandler, ms = 0, ...rest: unknown[]) => real(task, ms < 1000 ? 0 : ms, ...rest);
  window.setTimeout = hurried as typeof setTimeout;
});

/** Tells one after the other, each in a task of its own. */
const tellAll = (all: readonly Told[]) => {
  const { waymark } = window as never as Page;
  const tell = ([one, ...rest]: readonly Told[]) => {
    if (!one) return;
    waymark.track(one.name, one.data);
    setTimeout(tell, 0, rest);
  };
  tell(all);
};
const flushOnce = () => (window as never as Page).waymark.flush();
const flushAlways = () => {
  const again = (): Promise<unknown> => (window as never as Page).waymark.flush().then(again);
  again();
};
const tellOnLeaving = (all: readonly Told[]) => {
  const tell = () => {
    for (const { name, data } of all) (window as never as Page).waymark.track(name, data);
  };
  addEventListener("pagehide", tell, { once: true });
};

interface Business {
  readonly before?: string;
  readonly fate?: Fate;
  readonly works: readonly ((told: readonly Told[]) => unknown)[];
}

/** What a page may be in the middle of when it is left. */
const BUSINESS: { readonly [doing: string]: Business } = {
  "writes what it is told": { works: [tellAll] },
  "reads what it is to send": { works: [flushAlways], fate: "cut" },
  "lets go of what was acknowledged": { works: [tellAll, flushAlways], before: withoutPauses },
  "asks for the lease": { works: [flushOnce], before: leaseOnLeaving },
  "is told something in `pagehide`": { works: [tellOnLeaving] },
};

const ROUNDS = IS_FULL ? 3 : 1;

describeScenario(25, (engine) => {
  for (const [doing, { before = "", fate = "through", works }] of Object.entries(BUSINESS)) {
    test(`a page that is left while it ${doing} holds up no other`, async () => {
      const lab = await openLab(engine, { before: [noteReturns, before] });
      lab.relay.set(() => fate);
      const other = lab.driver();
      await other.open(lab.origin);
      for (let round = 0; round < ROUNDS; round++) {
        const tab = await other.openTab();
        await tab.open(lab.origin);
        await settle(tab);
        const told = lab.invent(50);
        for (const work of works) await tab.evaluate(work, told);
        await leave(tab, () => tab.evaluate(() => location.assign("/without")));
        const [one] = lab.invent(1);
        const track = async ({ name, data }: Told) => {
          const begun = performance.now();
          const level = await (window as never as Page).waymark.track(name, data);
          return { level, took: performance.now() - begun };
        };
        const { level, took } = await other.evaluate(track, one as Told);
        expect(level).toBe("idb");
        expect(took).toBeLessThan(2000);
        lab.heard([one as Told], [level]);
        await goBack(tab);
        // Where a page that is busy is not kept at all, it can't hold up anybody.
        if (engine === "webkit") expect(await tab.evaluate(isRestored)).toBe(true);
        await tab.close();
      }
      await expectWhole(lab, { isBackoffOver: true });
    });
  }
});

describeScenario(28, (engine) => {
  test("a page with a request on its way comes back as it was, and nothing is counted twice", async () => {
    const lab = await openLab(engine, { before: [noteReturns] });
    const tab = lab.driver();
    await tab.open(lab.origin);
    await settle(tab);
    lab.relay.set(() => "through", 3000);
    const { arrivals } = lab.relay;
    await lab.track(tab, 3);
    await tab.evaluate(() => void (window as never as Page).waymark.flush());
    await eventually("a request is on its way", () => arrivals.some(({ batch }) => batch));
    await leave(tab, () => tab.open(`${lab.origin}/next`));
    // Whoever still held the lock would be thrown out of the page cache now.
    await flush(tab);
    await goBack(tab);
    expect(await tab.evaluate(isRestored)).toBe(true);
    await lab.track(tab, 1);
    // In Firefox, a driver has no way on from a page that was restored.
    const { told, entries } = await expectWhole(lab, { tab: await tab.openTab() });
    expect(told).toHaveLength(4);
    const pages = entries.filter(({ type }) => type === "page");
    const loads = pages.map(({ name, data }) => `${name} ${(data as JsonObject).load}`);
    expect(loads).toEqual(["/ navigate", "/next navigate", "/ bfcache", "/ navigate"]);
    const asked = arrivals.filter(({ ids }) => ids.includes(`${told[0]?.id}`));
    expect(new Set(asked.map(({ batch }) => batch?.batch)).size, "the page that leaves asks again").toBeGreaterThan(1);
  });
});
