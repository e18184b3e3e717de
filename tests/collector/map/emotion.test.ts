import { expect, test } from "vitest";
import { type ScoreCount, toEmotion } from "../../../packages/collector/src/map/emotion.ts";

const csat = (value: number, n: number): ScoreCount => ({ kind: "csat", min: 1, max: 5, value, score: value - 3, n });

// Intervals by the tables of Student's t: mean ± t·s/√n.
test.each([
  ["t of 4 degrees, 2.7764", [csat(2, 1), csat(3, 3), csat(4, 1)], 0, 0.878],
  ["t of 9 degrees, 2.2622", [csat(2, 5), csat(3, 5)], -0.5, 0.377],
  ["t of 99 degrees, 1.9842", [csat(2, 50), csat(4, 50)], 0, 0.1994],
  ["all of one mind", [csat(4, 5)], 1, 0],
])("the interval: %s", (_, counts, mean, half) => {
  const emotion = toEmotion(counts, 1);
  expect(emotion.mean).toBeCloseTo(mean, 10);
  expect(emotion.low).toBeCloseTo(mean - half, 2);
  expect(emotion.high).toBeCloseTo(mean + half, 2);
});

test("the interval ends where the scale does", () => {
  expect(toEmotion([csat(1, 4), csat(5, 1)], 1)).toMatchObject({ low: -2, mean: -1.2 });
  expect(toEmotion([csat(5, 4), csat(1, 1)], 1)).toMatchObject({ high: 2, mean: 1.2 });
});

test.each([
  [4, 1],
  [9, 10],
])("%i answers are too few for a mean under a threshold of %i, and are told raw", (n, threshold) => {
  expect(toEmotion([csat(5, n)], threshold)).toEqual({
    n,
    mean: null,
    low: null,
    high: null,
    scales: [{ kind: "csat", min: 1, max: 5, values: [{ value: 5, n }] }],
  });
});

test("values of several steps join in one scale, in order", () => {
  const { n, scales } = toEmotion([csat(5, 1), csat(1, 2), csat(5, 3)], 1);
  expect([n, scales[0]?.values]).toEqual([
    6,
    [
      { value: 1, n: 2 },
      { value: 5, n: 4 },
    ],
  ]);
});
