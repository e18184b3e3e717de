// Collectors in trouble, and what answers in their place: left alone as they ask, and nothing is given up meanwhile.
import { expect, test } from "vitest";
import type { Answer, Arrival } from "../harness/arrival.ts";
import { eventually } from "../harness/eventually.ts";
import { flush, leave } from "../harness/in-page.ts";
import { hurry, toScript } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectCalm } from "./expect-calm.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";
import { untilDelivered } from "./until-delivered.ts";

const MINUTE = 60_000;

/** By the page's clock, which may run faster, ms. */
const timeOf = ({ batch }: Arrival): number => batch?.sentAt ?? 0;

describeScenario(10, (engine) => {
  test("three tabs spare the collector together, and nothing is lost when two of them are closed", async () => {
    const lab = await openLab(engine, { before: [hurry(120)] });
    const { relay } = lab;
    // A reply takes six seconds: two tabs that send at the same time are seen.
    relay.set(() => ({ status: 503 }), 50);
    await lab.driver().open(lab.origin);
    const others = [await lab.driver().openTab(), await lab.driver().openTab()];
    for (const tab of others) await tab.open(`${lab.origin}/next`);
    for (const tab of [lab.driver(), ...others]) await lab.track(tab, 5);
    const first = await eventually("the collector is tried", () => relay.arrivals[0]);
    const isLate = (arrival: Arrival) => timeOf(arrival) > timeOf(first) + 10 * MINUTE;
    const last = await eventually("ten minutes are over", () => relay.arrivals.find(isLate), { timeout: MINUTE });
    expectCalm(relay.arrivals.slice(0, last.number), { during: timeOf(last) - timeOf(first) });
    for (const tab of others) await tab.close();
    expect((await expectWhole(lab)).told).toHaveLength(15);
  });
});

describeScenario(11, (engine) => {
  const factor = 60;
  const hidden = { "Access-Control-Expose-Headers": "" };
  /** Each says the same, ms of the page's time. */
  const ways: readonly [way: string, toAnswer: (arrival: Arrival, wait: number) => Omit<Answer, "status">][] = [
    ["in seconds", (_, wait) => ({ headers: { "Retry-After": `${wait / 1000}` } })],
    ["as a date", (arrival, wait) => ({ headers: { "Retry-After": new Date(timeOf(arrival) + wait).toUTCString() } })],
    ["in the body", (_, wait) => ({ body: { retryAfterMs: wait } })],
    [
      "in a header that the page can't read, and in the body",
      (_, wait) => ({ headers: { ...hidden, "Retry-After": `${wait / 1000}` }, body: { retryAfterMs: wait } }),
    ],
  ];

  test.each(ways)("a wait that is told %s is kept, over a reload too", async (_, toAnswer) => {
    const lab = await openLab(engine, { before: [hurry(factor)] });
    const { relay } = lab;
    const wait = 2 * MINUTE;
    relay.set((arrival) => (arrival.number === 1 ? { status: 429, ...toAnswer(arrival, wait) } : "through"));
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 5);
    await flush(lab.driver());
    await lab.driver().reload();
    await lab.track(lab.driver(), 5);
    await flush(lab.driver());
    await eventually("it is tried again", () => relay.arrivals[1], { timeout: MINUTE });
    const [first] = relay.arrivals;
    // A date has whole seconds.
    expectCalm(relay.arrivals.slice(1, 2), { during: 0, notBefore: (first?.at ?? 0) + (wait - 1000) / factor });
    expect((await expectWhole(lab)).told).toHaveLength(10);
  });
});

describeScenario(15, (engine) => {
  test.each([3, 14, 16])(
    "a reply after %i s, while the visitor goes on, leaves one row of each entry",
    async (seconds) => {
      const factor = 10;
      const lab = await openLab(engine, { before: [hurry(factor)] });
      lab.relay.set(() => "through", (seconds * 1000) / factor);
      await lab.driver().open(lab.origin);
      for (const path of ["/next", "/other", ""]) {
        const before = lab.relay.arrivals.length;
        await lab.track(lab.driver(), 2);
        const sent = flush(lab.driver()).catch(() => {}); // its page may be gone before
        await eventually("a request is under way", () => lab.relay.arrivals.length > before);
        if (path) await leave(lab.driver(), () => lab.driver().open(lab.origin + path));
        await sent;
      }
      await untilDelivered(lab);
      const { told } = await expectWhole(lab);
      expect(told).toHaveLength(6);
      const copies = lab.relay.arrivals.filter(({ ids }) => ids.includes(`${told[0]?.id}`));
      // A request that was given up was made again.
      expect(copies.length).toBeGreaterThanOrEqual(seconds > 15 ? 2 : 1);
    },
  );
});

describeScenario(16, (engine) => {
  const factor = 10;
  /** How long each request took that failed, ms by the page's clock. */
  const noteFailures = toScript(() => {
    const scope = window as { failedAfter?: number[] };
    scope.failedAfter = [];
    const real = window.fetch.bind(window);
    window.fetch = (...given) => {
      const begin = performance.now();
      const reply = real(...given);
      reply.catch(() => scope.failedAfter?.push(performance.now() - begin));
      return reply;
    };
  });

  test("a request is given up after 15 s, and then another tab may send", async () => {
    const lab = await openLab(engine, { before: [hurry(factor), noteFailures] });
    lab.relay.set(() => "hang");
    const waiting = await lab.driver().openTab();
    await waiting.open(`${lab.origin}/without`);
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 3);
    await eventually("a request hangs", () => lab.relay.arrivals.length);
    // Who waits for a lock gets it as soon as it is let go, however short that is.
    const wasHeld = await waiting.evaluate(async (name) => {
      const { held = [] } = await navigator.locks.query();
      await navigator.locks.request(name, () => {});
      return held.some((each) => each.name === name);
    }, `waymark:${lab.site}`);
    expect(wasHeld).toBe(true);
    const [given = 0] = await lab.driver().evaluate(() => (window as { failedAfter?: number[] }).failedAfter ?? []);
    // Less what two readings of the clock may be rounded by.
    expect(given).toBeGreaterThan(15_000 - 10 * factor);
    expect((await expectWhole(lab)).told).toHaveLength(3);
  });

  test("large requests that hang leave room for those that come after them", async () => {
    const lab = await openLab(engine, { before: [hurry(factor)] });
    // An engine may count what was given up as in flight for as long as its connection is open.
    lab.relay.set(({ batch }) => ((batch?.attempt ?? 1) < 3 ? "hang" : "through"));
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 28, { size: 1500 });
    await untilDelivered(lab);
    expect((await expectWhole(lab)).told).toHaveLength(28);
  });
});

describeScenario(17, (engine) => {
  const html = "<!doctype html><title>Free Wi-Fi</title>Please sign in";
  const portal = { "/portal": { body: html, headers: { "Access-Control-Allow-Origin": "*" } } };

  const ways: readonly [way: string, toAnswer: (origin: string) => Answer][] = [
    ["its page", () => ({ status: 200, body: html })],
    ["the way to its page", (origin) => ({ status: 302, headers: { Location: `${origin}/portal` } })],
  ];

  test.each(ways)("a portal that answers with %s is not taken for the collector", async (_, toAnswer) => {
    const lab = await openLab(engine, { before: [hurry(60)], pages: portal });
    lab.relay.set(() => toAnswer(lab.origin));
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 5);
    await eventually("it has answered three times", () => lab.relay.arrivals.length >= 3, { timeout: MINUTE });
    const { told } = await expectWhole(lab, { mayTell: [/answered 200 without a receipt/] });
    expect(told).toHaveLength(5);
  });
});

describeScenario(20, (engine) => {
  const hour = 60 * MINUTE;

  test.each([401, 403])("%i for an hour is knocked at rarely, and then all arrives", async (status) => {
    const lab = await openLab(engine, { before: [hurry(2400)] });
    const { relay } = lab;
    let begin: number | undefined;
    relay.set((arrival) => {
      begin ??= timeOf(arrival);
      return timeOf(arrival) - begin < hour ? { status } : "through";
    });
    await lab.driver().open(lab.origin);
    await lab.track(lab.driver(), 5);
    await eventually("the key is right", () => relay.arrivals.find(({ fate }) => fate === "through"), {
      timeout: MINUTE,
    });
    const knocks = relay.arrivals.filter(({ fate }) => fate !== "through").map(timeOf);
    const pauses = knocks.slice(1).map((at, i) => at - (knocks[i] ?? 0));
    for (const each of pauses) expect(each).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(knocks.length).toBeGreaterThan(1);
    const told = [new RegExp(`answered ${status} without a receipt`)];
    expect((await expectWhole(lab, { mayTell: told })).told).toHaveLength(5);
  });
});
