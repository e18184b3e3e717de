import { isSlow } from "@waymark/journey";
import { expect, test } from "vitest";

test.each<[string, number, boolean]>([
  ["LCP", 4000, false],
  ["LCP", 4001, true],
  ["INP", 500, false],
  ["INP", 501, true],
  ["CLS", 0.25, false],
  ["CLS", 0.251, true],
  ["TTFB", 60_000, false],
  ["constructor", 60_000, false],
  ["LCP", Number.NaN, false],
])("%s of %d: %s", (vital, value, is) => expect(isSlow(vital, value)).toBe(is));

test("the owner draws the line for each vital", () => {
  expect(isSlow("LCP", 2600, { LCP: 2500 })).toBe(true);
  expect(isSlow("LCP", 4001, { LCP: 9000 })).toBe(false);
  expect(isSlow("CLS", 0.3, { LCP: 2500 })).toBe(true);
});
