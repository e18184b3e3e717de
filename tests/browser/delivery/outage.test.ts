// Collectors in trouble, and what answers in their place: left alone as they ask, and nothing is given up meanwhile.
import { expect, test } from "vitest";
import type { Answer, Arrival } from "../harness/arrival.ts";
import { eventually } from "../harness/eventually.ts";
import { flush } from "../harness/in-page.ts";
import { hurry } from "./before.ts";
import { describeScenario } from "./describe-scenario.ts";
import { expectCalm } from "./expect-calm.ts";
import { expectWhole } from "./expect-whole.ts";
import { openLab } from "./lab.ts";

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
