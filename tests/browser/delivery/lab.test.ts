// The lab itself: a loss, a double and a hole are seen, and browsers can be driven into the faults.
import { expect, test } from "vitest";
import { findRenderer, freeze, resume, setOffline } from "../harness/break-page.ts";
import { pageOf } from "../harness/drive-puppeteer.ts";
import { describeIn, RESTARTABLE_ENGINES, SELECTED_ENGINES, selected } from "../harness/engines.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, goBack, leave } from "../harness/in-page.ts";
import { settle } from "../harness/shopper.ts";
import { hurry, toScript } from "./before.ts";
import { mostRequests } from "./expect-calm.ts";
import { expectWhole } from "./expect-whole.ts";
import { describeHoles, toCovered } from "./gaps.ts";
import { openLab } from "./lab.ts";

const noteReturns = toScript(() => {
  addEventListener("pageshow", ({ persisted }) => {
    (window as { isRestored?: boolean }).isRestored = persisted;
  });
});

test("a receipt for what was never stored is seen as a loss, by name", async () => {
  const lab = await openLab("chromium");
  lab.relay.set(({ batch }) => ({
    status: 200,
    body: { batch: batch?.batch, accepted: batch?.entries.length, refused: [], serverTime: 0 },
  }));
  await lab.driver().open(lab.origin);
  await lab.track(lab.driver(), 2);
  await flush(lab.driver());
  await expect(expectWhole(lab)).rejects.toThrow(/I1: .*told-1 \(#1 .*told-2 \(#1 /);
});

test("what nobody told, or told otherwise, is seen", async () => {
  const lab = await openLab("chromium");
  await lab.driver().open(lab.origin);
  await lab.driver().evaluate(() => {
    (window as never as { waymark: { track(name: string): void } }).waymark.track("stranger");
  });
  await expect(expectWhole(lab)).rejects.toThrow("I3");
});

test("holes are what neither rows nor gaps explain", () => {
  const entry = (seq: number, data = {}) =>
    ({ id: "", kind: "gap", type: "evicted", name: "", at: 0, tab: "a", seq, data }) as never;
  const gap = entry(9, { tabs: { a: "2-3,5", b: "1" } });
  expect([...toCovered([gap])]).toEqual(["a/2", "a/3", "a/5", "b/1"]);
  const all = { entries: [entry(1), entry(8), gap], gaps: [gap], quarantined: [entry(7)] };
  expect(describeHoles(all)).toEqual(["a: 4, 6 of 9"]);
});

test("the bound of full jitter grows with the outage, slowly", () => {
  expect([1000, 60_000, 600_000].map(mostRequests)).toMatchInlineSnapshot(`
    [
      6,
      12,
      22,
    ]
  `);
});

describeIn(SELECTED_ENGINES, (engine) => {
  test("tabs share one visitor, and time runs faster in all of them alike", async () => {
    const lab = await openLab(engine, { before: [hurry(60)] });
    await lab.driver().open(lab.origin);
    const second = await lab.driver().openTab();
    await second.open(`${lab.origin}/next`);
    expect(await lab.track(second, 3, { isApart: true, size: 1000 })).toEqual(["idb", "idb", "idb"]);
    expect(await lab.track(lab.driver(), 2)).toEqual(["idb", "idb"]);
    const clocks = await Promise.all([lab.driver(), second].map((tab) => tab.evaluate(() => Date.now())));
    expect(Math.min(...clocks)).toBeGreaterThan(Date.now() + 10_000);
    await lab.driver().evaluate(() => new Promise((resolve) => setTimeout(resolve, 10_000)));
    const { told } = await expectWhole(lab, { tab: second });
    expect(told).toHaveLength(5);
    expect(new Set(told.map(({ visitor }) => visitor)).size).toBe(1);
    await second.close();
    await lab.track(lab.driver(), 1);
    await expectWhole(lab);
  });

  test("going back by the history restores a page from the page cache", async () => {
    const lab = await openLab(engine, { before: [noteReturns] });
    await lab.driver().open(lab.origin);
    // Firefox may not keep a page that is left while it still loads something.
    await settle(lab.driver());
    await leave(lab.driver(), () => lab.driver().open(`${lab.origin}/next`));
    await goBack(lab.driver());
    const isRestored = () => lab.driver().evaluate(() => (window as { isRestored?: boolean }).isRestored);
    await eventually("the page is restored", isRestored);
  });
});

describeIn(selected(RESTARTABLE_ENGINES), (engine) => {
  test("one page's process can be killed, and another page goes on", async () => {
    const lab = await openLab(engine);
    await lab.driver().open(`${lab.origin}/without`);
    const doomed = await lab.driver().openTab();
    await doomed.open(lab.origin);
    const pid = await findRenderer(doomed);
    expect(await lab.track(doomed, 3)).toEqual(["idb", "idb", "idb"]);
    process.kill(pid, "SIGKILL");
    await expectWhole(lab);
  });

  test("the browser is opened again on what it kept", async () => {
    const lab = await openLab(engine);
    lab.relay.set(() => "cut");
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 3);
    await lab.reopen();
    expect((await expectWhole(lab, { isBackoffOver: true })).told).toHaveLength(3);
  });

  test("a page can lose its network", async () => {
    const lab = await openLab(engine);
    await lab.driver().open(lab.origin);
    // What loads when the page is idle: Firefox tells of a script that was cut off.
    await settle(lab.driver());
    await setOffline(lab.driver(), true);
    const before = lab.relay.arrivals.length;
    await lab.track(lab.driver(), 3);
    await flush(lab.driver());
    expect(lab.relay.arrivals.length).toBe(before);
    await setOffline(lab.driver(), false);
    await expectWhole(lab);
  });
});

test("a page of Chromium can be frozen, and go on", async () => {
  const lab = await openLab("chromium");
  await lab.driver().open(lab.origin);
  await lab.driver().evaluate(() => {
    const scope = window as { seen?: string[] };
    scope.seen = [];
    for (const type of ["freeze", "resume"]) document.addEventListener(type, () => scope.seen?.push(type));
  });
  await freeze(lab.driver());
  await resume(lab.driver());
  const seen = () => lab.driver().evaluate(() => (window as { seen?: string[] }).seen);
  expect(await seen()).toEqual(["freeze", "resume"]);
  expect(await lab.driver().evaluate(() => document.visibilityState)).toBe("visible");
  expect(pageOf(lab.driver())).toBe(pageOf(lab.driver()));
});
