import { type Burst, isStroke, isTurn, NO_BURST, toAttemptBurst, toTurnBurst } from "@waymark/journey";
import { expect, test } from "vitest";

const every = (ms: number, count: number) => Array.from({ length: count }, (_, index) => index * ms);
const isFull = (moments: readonly number[], add: (before: Burst, at: number) => Burst) =>
  moments.reduce(add, NO_BURST).isFull;

test.each<[string, boolean, readonly number[]]>([
  ["twenty turns in two seconds", true, every(100, 20)],
  ["nineteen", false, every(100, 19)],
  ["twenty a little slower", false, every(106, 20)],
  ["a calm hand for an hour", false, every(500, 7200)],
])("%s: %s", (_, is, moments) => expect(isFull(moments, (before, at) => toTurnBurst(before, at))).toBe(is));

test("the owner says how many", () => {
  expect(isFull(every(100, 6), (before, at) => toTurnBurst(before, at, { turns: 6 }))).toBe(true);
});

test.each<[string, boolean, readonly number[]]>([
  ["three in ten seconds", true, every(5000, 3)],
  ["two", false, every(5000, 2)],
  ["three slower ones", false, every(5001, 3)],
])("zooms or selections, %s: %s", (_, is, moments) => expect(isFull(moments, toAttemptBurst)).toBe(is));

test.each<[string, boolean, [number, number]]>([
  ["ten pixels across", true, [10, 0]],
  ["up and across", true, [-5, -5]],
  ["a tremor", false, [6, 3]],
])("%s is a stroke: %s", (_, is, [x, y]) => expect(isStroke(x, y)).toBe(is));

test.each<[string, boolean, [number, number], [number, number]]>([
  ["straight back", true, [-10, 0], [10, 0]],
  ["back at an angle", true, [-10, 10], [20, 5]],
  ["round a corner", false, [0, 10], [10, 0]],
  ["on a curve", false, [10, 10], [10, 0]],
  ["the first of all", false, [10, 0], [0, 0]],
])("%s is a turn: %s", (_, is, [x, y], [xBefore, yBefore]) => expect(isTurn(x, y, xBefore, yBefore)).toBe(is));
