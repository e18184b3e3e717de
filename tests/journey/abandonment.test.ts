import { type AttemptState, advance, type Change, type Place, type Progress } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = 1_795_300_000_000;
const plan: Configuration = {
  stages: [
    { id: "discover", pages: ["/"] },
    { id: "checkout", steps: [{ id: "cart" }, { id: "address" }, { id: "pay" }, { id: "done", goal: true }] },
    { id: "help", steps: [{ id: "asked" }, { id: "solved", goal: true }], after: "5m", recoverWithin: "1d" },
  ],
};
const away: Place = { stage: "discover", step: "discover" };
const inside = (step: string, stage = "checkout"): Place => ({ stage, step });

type Stop = readonly [place: Place, afterMs: number];
const walk = (stops: readonly Stop[], from: Progress = {}) => {
  let now = start;
  let progress = from;
  const changes: Change[] = [];
  for (const [place, after] of stops) {
    now += after;
    const next = advance(plan, progress, place, now);
    progress = next.progress;
    changes.push(...next.changes);
  }
  return { progress, changes, told: changes.map(({ state, attempt }) => `${attempt} ${state}`) };
};

describe("a way through the stage", () => {
  test.each<[string, readonly Stop[], readonly string[]]>([
    ["a visitor elsewhere begins nothing", [[away, 0]], []],
    ["the first step starts", [[inside("cart"), 0]], ["1 started"]],
    [
      "a later step is progress, told once",
      [
        [inside("cart"), 0],
        [inside("address"), MINUTE],
        [inside("pay"), MINUTE],
      ],
      ["1 started", "1 progressing"],
    ],
    [
      "the goal completes",
      [
        [inside("cart"), 0],
        [inside("done"), MINUTE],
      ],
      ["1 started", "1 completed"],
    ],
    ["landing on the goal starts and completes", [[inside("done"), 0]], ["1 started", "1 completed"]],
    [
      "a place outside is leaving, and back within 30 min goes on",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [inside("cart"), 29 * MINUTE],
        [away, MINUTE],
      ],
      ["1 started", "1 leaving", "1 progressing"],
    ],
    [
      "30 min outside is abandoned, told at the next touchpoint",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [away, 30 * MINUTE],
        [away, MINUTE],
      ],
      ["1 started", "1 leaving", "1 abandoned"],
    ],
    [
      "a goal after that recovers",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [away, 30 * MINUTE],
        [inside("done"), DAY],
      ],
      ["1 started", "1 leaving", "1 abandoned", "1 recovered"],
    ],
    [
      "a goal more than 7 d after that is a new attempt",
      [
        [inside("cart"), 0],
        [away, MINUTE],
        [away, 30 * MINUTE],
        [inside("done"), 7 * DAY + 1],
      ],
      ["1 started", "1 leaving", "1 abandoned", "2 started", "2 completed"],
    ],
    [
      "after completion the next step is a new attempt, the goal's page once more is not",
      [
        [inside("done"), 0],
        [inside("done"), MINUTE],
        [away, MINUTE],
        [inside("done"), MINUTE],
        [inside("cart"), MINUTE],
      ],
      ["1 started", "1 completed", "2 started"],
    ],
  ])("%s", (_, stops, told) => expect(walk(stops).told).toEqual(told));
});

test("the step furthest along is kept when the visitor goes back", () => {
  const { progress } = walk([
    [inside("pay"), 0],
    [inside("cart"), MINUTE],
  ]);
  expect(progress.checkout).toMatchObject({ reached: "pay", step: "cart", since: start, attempt: 1 });
});

test("a stage has limits of its own, and stages do not mix", () => {
  const { told } = walk([
    [inside("asked", "help"), 0],
    [inside("cart"), MINUTE],
    [inside("cart"), 5 * MINUTE],
    [inside("solved", "help"), DAY + 1],
  ]);
  expect(told).toEqual(["1 started", "1 started", "1 leaving", "1 abandoned", "1 leaving", "2 started", "2 completed"]);
});

test("nothing happens outside of stages with a goal, nor without a plan", () => {
  expect(advance(plan, {}, away, start)).toEqual({ progress: {}, changes: [] });
  expect(advance(undefined, {}, inside("cart"), start)).toEqual({ progress: {}, changes: [] });
});

test("what is passed in stays as it was", () => {
  const before = Object.freeze(walk([[inside("cart"), 0]]).progress);
  expect(advance(plan, before, away, start + 1).progress).not.toEqual(before);
});
test("abandoned is told once when the visitor comes straight back into the stage", () =>
  expect(
    walk([
      [inside("cart"), 0],
      [away, MINUTE],
      [inside("cart"), 31 * MINUTE],
    ]).told,
  ).toEqual(["1 started", "1 leaving", "1 abandoned"]));
test("the goal's page once more is no new attempt, a week after a recovery either", () =>
  expect(
    walk([
      [inside("cart"), 0],
      [away, MINUTE],
      [away, 31 * MINUTE],
      [inside("done"), MINUTE],
      [inside("done"), 8 * DAY],
    ]).told,
  ).toEqual(["1 started", "1 leaving", "1 abandoned", "1 recovered"]));

const anyPlace = fc.constantFrom(away, ...["cart", "address", "pay", "done"].map((step) => inside(step)));
const jump = (min: number) => fc.oneof(fc.integer({ min, max: 40 * MINUTE }), fc.integer({ min, max: 9 * DAY }));
const anyWay = (min: number) => fc.array(fc.tuple(anyPlace, jump(min)), { minLength: 1, maxLength: 40 });

describe("whatever the order of places and the jumps of the clock", () => {
  const tellsOnce = (stops: readonly Stop[]) => {
    const { told } = walk(stops);
    expect(told).toEqual([...new Set(told)]);
  };
  test("a state is told once per attempt", () => fc.assert(fc.property(anyWay(-9 * DAY), tellsOnce)));

  test("an attempt ends once, and is told as nothing else after that", () =>
    fc.assert(
      fc.property(anyWay(-9 * DAY), (stops) => {
        const ended = new Map<number, AttemptState>();
        for (const { attempt, state } of walk(stops).changes) {
          expect(ended.get(attempt)).toBeUndefined();
          if (state === "completed" || state === "recovered") ended.set(attempt, state);
        }
      }),
    ));

  test("attempts count 1, 2, 3 and each begins with started", () =>
    fc.assert(
      fc.property(anyWay(-9 * DAY), (stops) => {
        const { changes } = walk(stops);
        const starts = changes.filter(({ state }) => state === "started").map(({ attempt }) => attempt);
        expect(starts).toEqual(starts.map((_, index) => index + 1));
        for (const [index, { attempt }] of changes.entries())
          expect(attempt).toBeGreaterThanOrEqual(changes[index - 1]?.attempt ?? 1);
      }),
    ));

  test("a clock that only goes back never abandons", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPlace, fc.integer({ min: -9 * DAY, max: 0 })), { maxLength: 40 }), (stops) => {
        expect(walk(stops).told.filter((told) => /abandoned|recovered/.test(told))).toEqual([]);
      }),
    ));
});
