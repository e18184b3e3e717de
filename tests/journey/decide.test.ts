import { type Context, decide, type Gate, type GateName, type Show } from "@waymark/journey";
import type { Configuration, Trigger } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { DAY, leaving, NOW, question, someone, toPlan, toShow, trigger, YEAR } from "./decide-fixture.ts";

const GATES: readonly GateName[] = [
  "on",
  "count",
  "where",
  "schedule",
  "variant",
  "sample",
  "declined",
  "wait",
  "max",
  "quiet",
  "unanswered",
  "session",
];
const toFailed = (trace: readonly Gate[]) => trace.filter(({ pass }) => !pass).map(({ gate }) => gate);
const gateOf = (trace: readonly Gate[], gate: GateName) => trace.find((each) => each.gate === gate);

test("asks when every gate passes, and lists them in order", () => {
  const { ask, trace } = decide(toPlan(), [], leaving(), someone, NOW);
  expect(ask).toEqual({ trigger: "leaving", survey: "why" });
  expect(trace.map(({ trigger, gate, pass }) => [trigger, gate, pass])).toEqual(
    GATES.map((gate) => ["leaving", gate, true]),
  );
});

test("without triggers there is nothing to ask", () =>
  expect(decide({}, [], leaving(), someone, NOW)).toEqual({ trace: [] }));

test("the first trigger that passes wins, and no later one is looked at", () => {
  const triggers = [{ ...trigger, id: "never", sample: 0 }, { ...trigger, id: "first", ask: "other" }, trigger];
  const { ask, trace } = decide(toPlan({ triggers }), [], leaving(), someone, NOW);
  expect(ask).toEqual({ trigger: "first", survey: "other" });
  expect(new Set(trace.map(({ trigger }) => trigger))).toEqual(new Set(["never", "first"]));
});

test("an entry that the trigger does not wait for meets one gate", () => {
  const other = { ...trigger, on: { friction: "rage-click" } } as const;
  expect(decide(toPlan({ triggers: [other] }), [], leaving(), someone, NOW).trace).toEqual([
    { trigger: "leaving", gate: "on", pass: false, value: "checkout" },
  ]);
});

test("all gates are looked at, whichever fails", () => {
  const never = { ...trigger, sample: 0, where: { device: "phone" }, schedule: { until: "2020-01-01" } } as const;
  const { trace } = decide(toPlan({ triggers: [never] }), [toShow(0)], leaving(), someone, NOW);
  expect(trace.map(({ gate }) => gate)).toEqual(GATES);
  expect(toFailed(trace)).toEqual(["where", "schedule", "sample", "wait", "quiet"]);
});

describe("a gate says what it compared, and from when on it would pass", () => {
  const often = { quiet: { every: "0s", perSession: 9, unanswered: 9 } };
  const from = "2026-12-01T08:00:00+01:00";
  const withTrigger = (rest: Partial<Trigger>): Configuration => ({ triggers: [{ ...trigger, ...rest }] });
  const count = { ...trigger.on, count: 3, within: "1m" };
  const matches = { session: "s1", times: { leaving: [NOW - 60_001, NOW - 60_000, NOW] } };
  test.each<[string, Configuration, readonly Show[], Partial<Context>, Omit<Gate, "trigger" | "pass">]>([
    ["too few", withTrigger({ on: count }), [], { matches }, { gate: "count", value: 2, limit: 3 }],
    [
      "elsewhere",
      withTrigger({ where: { device: ["desktop", "tablet"] } }),
      [],
      { device: "phone" },
      { gate: "where", value: { device: "phone" }, limit: { device: ["desktop", "tablet"] } },
    ],
    [
      "too early",
      withTrigger({ schedule: { from } }),
      [],
      {},
      { gate: "schedule", value: NOW, limit: { from }, from: Date.UTC(2026, 11, 1, 7) },
    ],
    [
      "too late",
      withTrigger({ schedule: { until: "2026-11-21" } }),
      [],
      {},
      { gate: "schedule", value: NOW, limit: { until: "2026-11-21" } },
    ],
    [
      "another variant",
      withTrigger({ variant: { test: "t", is: "c", of: ["a", "b"] } }),
      [],
      {},
      { gate: "variant", limit: "c" },
    ],
    ["not in the sample", withTrigger({ sample: 0 }), [], {}, { gate: "sample", limit: 0 }],
    ["ignored", often, [toShow(DAY)], {}, { gate: "wait", value: DAY, limit: 7 * DAY, from: NOW + 6 * DAY }],
    [
      "snoozed",
      often,
      [toShow(1, { ending: "snoozed" })],
      {},
      { gate: "wait", value: 1, limit: DAY, from: NOW + DAY - 1 },
    ],
    [
      "dismissed",
      often,
      [toShow(DAY, { ending: "dismissed" })],
      {},
      { gate: "wait", value: DAY, limit: 30 * DAY, from: NOW + 29 * DAY },
    ],
    [
      "answered, then ignored",
      often,
      [toShow(DAY, { ending: "answered" }), toShow(1)],
      {},
      { gate: "wait", value: DAY, limit: 90 * DAY, from: NOW + 89 * DAY },
    ],
    [
      "three shows",
      often,
      [toShow(50 * DAY), toShow(40 * DAY), toShow(20 * DAY)],
      {},
      { gate: "max", value: 3, limit: 3 },
    ],
    [
      "another survey",
      {},
      [toShow(DAY, { survey: "other" })],
      {},
      { gate: "quiet", value: DAY, limit: 30 * DAY, from: NOW + 29 * DAY },
    ],
    [
      "two without an answer",
      {},
      [toShow(200 * DAY), toShow(100 * DAY, { ending: "snoozed" })],
      {},
      { gate: "unanswered", value: 2, limit: 2, from: NOW + YEAR - 200 * DAY },
    ],
    [
      "this session",
      { quiet: { every: "1s" } },
      [toShow(DAY, { survey: "other", session: "s1" })],
      {},
      { gate: "session", value: 1, limit: 1 },
    ],
  ])("%s", (_, rest, history, context, expected) => {
    const { ask, trace } = decide(toPlan(rest), history, leaving(), { ...someone, ...context }, NOW);
    expect(ask).toBeUndefined();
    expect(toFailed(trace)).toEqual([expected.gate]);
    expect(gateOf(trace, expected.gate)).toEqual({ trigger: "leaving", pass: false, ...expected });
    if (expected.from === undefined) return;
    const at = (now: number) =>
      gateOf(
        decide(toPlan(rest), history, leaving(), { ...someone, ...context, session: "s9" }, now).trace,
        expected.gate,
      )?.pass;
    expect([at(expected.from - 1), at(expected.from)]).toEqual([false, true]);
  });
});

describe("count", () => {
  const third = toPlan({ triggers: [{ ...trigger, on: { ...trigger.on, count: 3 } }] });
  const isAskedAfter = (times: readonly number[], session = "s1") =>
    !!decide(third, [], leaving(), { ...someone, matches: { session, times: { leaving: times } } }, NOW).ask;
  test("the last of so many in the session asks, however far apart they are", () => {
    expect(isAskedAfter([NOW - DAY / 2, NOW])).toBe(false);
    expect(isAskedAfter([NOW - DAY / 2, NOW - 1, NOW])).toBe(true);
  });
  test("those of another session count for nothing", () => expect(isAskedAfter([1, 2, 3], "s0")).toBe(false));
  test.each([
    [30_000, true],
    [90_000, false],
    [-90_000, false],
  ])("a clock that was set between two of them, by %d ms, makes them as far apart as it says", (by, is) => {
    const within = toPlan({ triggers: [{ ...trigger, on: { ...trigger.on, count: 2, within: "1m" } }] });
    const matches = { session: "s1", times: { leaving: [NOW + by, NOW] } };
    expect(!!decide(within, [], leaving(), { ...someone, matches }, NOW).ask).toBe(is);
  });
});

test.each([
  [-1, false],
  [0, true],
  [DAY - 1, true],
  [DAY, false],
])("a schedule of one day holds from its first moment to before its last: %d ms", (after, is) => {
  const schedule = { from: "2026-12-01", until: "2026-12-02T01:00:00+01:00" };
  const now = Date.UTC(2026, 11, 1) + after;
  expect(!!decide(toPlan({ triggers: [{ ...trigger, schedule }] }), [], leaving(), someone, now).ask).toBe(is);
});

test("a survey's own waits outweigh the defaults", () => {
  const surveys = { why: { questions: [question], wait: { ignored: "1h" }, max: 9 } };
  const own = toPlan({ surveys, quiet: { every: "1h" } });
  expect(decide(own, [toShow(3_600_000 - 1)], leaving(), someone, NOW).ask).toBeUndefined();
  expect(decide(own, [toShow(3_600_000)], leaving(), someone, NOW).ask).toBeDefined();
});

describe("who leaves surveys without an answer is left alone", () => {
  const twice = [toShow(80 * DAY), toShow(40 * DAY, { ending: "dismissed" })];
  const isAsked = (history: readonly Show[], quiet = {}) =>
    !!decide(toPlan({ quiet }), history, leaving(), someone, NOW).ask;
  test.each<[string, readonly Show[], object, boolean]>([
    ["after two", twice, {}, false],
    ["after as many as are allowed", twice, { unanswered: 3 }, true],
    ["until one is answered", [...twice, toShow(31 * DAY, { survey: "other", ending: "answered" })], {}, true],
    ["again after the next two", [toShow(99 * DAY, { ending: "answered" }), ...twice], {}, false],
    ["for a year", [toShow(YEAR), toShow(40 * DAY)], {}, true],
  ])("%s", (_, history, quiet, is) => expect(isAsked(history, quiet)).toBe(is));
});

describe("a clock that was set", () => {
  const isAsked = (ago: number) => !!decide(toPlan(), [toShow(ago)], leaving(), someone, NOW).ask;
  test("back by days does not bring the next show closer", () => expect(isAsked(-29 * DAY)).toBe(false));
  test("back by years does not silence surveys for years", () => expect(isAsked(-4 * YEAR)).toBe(true));
});

describe("what is malformed asks nobody, and does not throw", () => {
  test.each<[string, GateName, object]>([
    ["a moment", "schedule", { triggers: [{ ...trigger, schedule: { from: "soon" } }] }],
    ["a wait", "wait", { surveys: { why: { questions: [question], wait: { ignored: "a week" } } } }],
    ["a time of quiet", "quiet", { quiet: { every: "often" } }],
  ])("%s", (_, gate, rest) => {
    const { ask, trace } = decide(toPlan(rest), [toShow(40 * DAY)], leaving(), someone, NOW);
    expect([ask, toFailed(trace)]).toEqual([undefined, [gate]]);
  });
});
