import { describe, expect, test } from "vitest";
import {
  toCount,
  toDuration,
  toPercent,
  toScore,
  toShare,
  toShareText,
  toShortCount,
  toVisitors,
} from "../../../packages/map/src/words/numbers.ts";

describe("counts", () => {
  test.each([
    [0, "0"],
    [60_412, "60,412"],
    [null, "< 5"],
  ])("%s is printed as %s", (count, text) => expect(toCount(count, 5)).toBe(text));

  test("where there is little room, millions are short", () => {
    expect(toShortCount(999_999, 5)).toBe("999,999");
    expect(toShortCount(1_234_567, 5)).toBe("1.23M");
    expect(toShortCount(null, 5)).toBe("< 5");
  });

  test("one visitor is not visitors", () => {
    expect([1, 2, 0, null].map((count) => toVisitors(count, 10))).toEqual([
      "1 visitor",
      "2 visitors",
      "0 visitors",
      "< 10 visitors",
    ]);
  });
});

test.each([
  [0, "0 %"],
  [0.0004, "< 0.1 %"],
  [0.006, "0.6 %"],
  [0.03, "3 %"],
  [0.0995, "10 %"],
  [0.149, "15 %"],
  [0.9999, "> 99 %"],
  [1, "100 %"],
])("the share %s is printed as %s", (share, text) => expect(toPercent(share).replace("\u202f", " ")).toBe(text));

test.each([
  [0.94, "+0.9"],
  [-1.2, "−1.2"],
  [-0.04, "0.0"],
  [2, "+2.0"],
])("the mood %s is printed as %s", (score, text) => expect(toScore(score)).toBe(text));

test.each([
  [0, "0 s"],
  [840, "0.8 s"],
  [9_960, "10 s"],
  [40_000, "40 s"],
  [59_600, "1 min"],
  [204_000, "3 min 24 s"],
  [7_500_000, "2 h 5 min"],
  [7_199_000, "1 h 59 min"],
  [7 * 86_400_000, "7 days"],
])("%s ms is printed as %s", (ms, text) => expect(toDuration(ms).replaceAll("\u00a0", " ")).toBe(text));

test("a share of what is held back, or of nobody, is not told", () => {
  expect([toShare(null, 9), toShare(3, null), toShare(0, 0)]).toEqual([null, null, null]);
  expect(toShareText(null)).toBe("–");
  expect(toShare(3, 4)).toBe(0.75);
});
