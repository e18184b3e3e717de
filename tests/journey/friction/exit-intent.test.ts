import { isExit, isRise, isSettled } from "@waymark/journey";
import { expect, test } from "vitest";

test.each<[string, boolean, y: number, from: number]>([
  ["upwards through the top edge", true, -3, 40],
  ["on the very edge", true, 0, 1],
  ["inside of the page", false, 1, 40],
  ["along the edge", false, 0, 0],
  ["downwards from outside", false, -3, -10],
])("a mouse that leaves %s: %s", (_, is, y, from) => expect(isExit(y, from)).toBe(is));

test.each<[string, boolean, speed: number, depth: number]>([
  ["fast, from far down", true, 1.51, 0.3],
  ["1.5 viewports a second", false, 1.5, 0.9],
  ["down", false, -4, 0.9],
  ["from near the top", false, 4, 0.29],
  ["on a page that can't", false, 4, Number.NaN],
])("a finger that scrolls up %s: %s", (_, is, speed, depth) => expect(isRise(speed, depth)).toBe(is));

test("a page is settled after five seconds, or when the owner says", () => {
  expect(isSettled(4999)).toBe(false);
  expect(isSettled(5000)).toBe(true);
  expect(isSettled(1000, { after: "1s" })).toBe(true);
  expect(isSettled(8000, { after: "9s" })).toBe(false);
  expect(isSettled(8000, { after: "soon" })).toBe(false);
});
