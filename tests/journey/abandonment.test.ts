import { advance, type Moment, type Place } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { away, DAY, inside, MINUTE, PLAN, START, type Stop, walk } from "./abandonment-fixture.ts";

describe("what is told", () => {
  test("where the visitor stood, how far they came, and the engaged time of all steps", () => {
    const { changes } = walk([
      [inside("pay"), 0],
      [inside("cart"), MINUTE, { from: inside("pay"), dwell: 20_000 }],
      [inside("cart"), MINUTE, { sign: "hidden", dwell: 5000 }],
      [away, 40 * MINUTE],
    ]);
    expect(changes.at(-1)).toEqual({
      ...{ stage: "checkout", state: "abandoned", attempt: 1, step: "cart", reached: "pay", engaged: 25_000 },
      ...{ reason: "closed", at: START + 32 * MINUTE },
    });
  });

  test("of a tab that is gone the time counts once, whether it is come back to or not", () => {
    const gone: readonly Stop[] = [
      [inside("cart"), 0],
      [inside("cart"), MINUTE, { sign: "hidden", dwell: 5000 }],
    ];
    const go = (from: Place | null, dwell: number): Stop => [inside("address"), MINUTE, { from, dwell }];
    expect(walk([...gone, [inside("address"), 1], go(inside("cart"), 5000)]).progress.checkout?.engaged).toBe(5000);
    expect(walk([...gone, go(null, 0)]).progress.checkout?.engaged).toBe(5000);
  });

  test("without time before the attempt, which the step that follows the page tells of", () => {
    const { progress } = walk([
      [inside("done"), 0],
      [inside("cart"), MINUTE],
      [inside("cart"), 0, { from: inside("done"), dwell: 50_000 }],
    ]);
    expect(progress.checkout).toMatchObject({ attempt: 2, engaged: 0, idle: 0 });
  });

  test("of each stage by itself, with limits of its own", () => {
    const { changes } = walk([
      [inside("asked", "help"), 0],
      [inside("asked", "help"), 0, { sign: "touch", dwell: 119_999 }],
      [inside("cart"), MINUTE],
      [inside("cart"), 5 * MINUTE],
      [inside("solved", "help"), DAY + 1],
    ]);
    const of = (id: string) =>
      changes.filter(({ stage }) => stage === id).map(({ attempt, state }) => `${attempt} ${state}`);
    expect(of("help")).toEqual(["1 started", "1 leaving", "1 abandoned", "2 started", "2 completed"]);
    expect(of("checkout")).toEqual(["1 started", "1 leaving"]);
  });
});

test("durations that are malformed are as good as none", () => {
  const odd: Configuration = {
    ...PLAN,
    stages: PLAN.stages?.map((each) => ({ ...each, after: "soon", stalledAfter: "" })),
  };
  const stops: Stop[] = [
    [inside("cart"), 0],
    [inside("cart"), 1, { sign: "touch", dwell: 59_999 }],
    [away, MINUTE],
    [away, 30 * MINUTE - 1],
    [away, 1],
  ];
  expect(walk(stops, {}, odd).told).toEqual(["1 started", "1 leaving page", "1 abandoned page"]);
});

test("nothing happens outside of stages with a goal, nor without a plan", () => {
  expect(advance(PLAN, {}, { at: START, place: away })).toEqual({ progress: {}, changes: [] });
  expect(advance(undefined, {}, { at: START, place: inside("cart") })).toEqual({ progress: {}, changes: [] });
});

test("what is passed in stays as it was", () => {
  const before = Object.freeze(walk([[inside("cart"), 0]]).progress);
  expect(advance(PLAN, before, { at: START + 1, place: away }).progress).not.toEqual(before);
});

test("what changes nothing gives the very same back, so that nothing need be written", () => {
  const { progress: before } = walk([[inside("cart"), 0]]);
  const at = START + MINUTE;
  const again = (moment: Partial<Moment>) => advance(PLAN, before, { at, place: inside("cart"), ...moment }).progress;
  expect(again({})).toBe(before);
  expect(again({ sign: "touch", dwell: 40_000 })).toBe(before);
  expect(again({ place: undefined })).toBe(before);
  expect(again({ sign: "hidden" })).not.toBe(before);
});

test.each<[string, readonly Stop[], Stop]>([
  ["hidden", [[inside("cart"), MINUTE, "hidden"]], [inside("cart"), 1, "hidden"]],
  ["exit intent", [[inside("cart"), MINUTE, "exit-intent"]], [inside("cart"), 1, "exit-intent"]],
  ["a form that refuses", [[inside("cart"), MINUTE, "refused"]], [inside("cart"), 1, "refused"]],
  ["elsewhere", [[away, MINUTE]], [away, 1, "touch"]],
  [
    "hidden where all is lost",
    [
      [away, MINUTE],
      [inside("cart"), 31 * MINUTE],
    ],
    [inside("cart"), 1, "hidden"],
  ],
])("%s, once more, is nothing to be written", (_, before, again) => {
  const { progress, now } = walk([[inside("cart"), 0], ...before]);
  const [place, after, sign] = again;
  const moment = { at: now + after, place, ...(typeof sign === "string" && { sign }) };
  expect(advance(PLAN, progress, moment).progress).toBe(progress);
});
