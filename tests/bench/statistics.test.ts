import { expect, test } from "vitest";
import { mean, median, percentile } from "./statistics.mjs";

test("the median is the middle sample, whatever the order", () => {
  expect(median([30, 10, 20])).toBe(20);
});

test("the median of an even number lies between the middle two", () => {
  expect(median([40, 10, 20, 30])).toBe(25);
});

test("one sample is its own median and every percentile", () => {
  expect(median([7])).toBe(7);
  expect([0, 0.5, 0.99, 1].map((share) => percentile([7], share))).toEqual([7, 7, 7, 7]);
});

test("a percentile is a sample that was measured, by nearest rank", () => {
  const samples = Array.from({ length: 200 }, (_, i) => 200 - i);
  expect([0, 0.5, 0.99, 1].map((share) => percentile(samples, share))).toEqual([1, 100, 198, 200]);
});

test("numbers are compared as numbers, and the samples stay in their order", () => {
  const samples = [100, 9, 20];
  expect(percentile(samples, 1)).toBe(100);
  expect(samples).toEqual([100, 9, 20]);
});

test("the mean counts every sample", () => {
  expect(mean([0, 0, 30])).toBe(10);
});

test("nothing can be said without samples", () => {
  for (const figure of [median, mean]) expect(() => figure([])).toThrow(RangeError);
  expect(() => percentile([], 0.5)).toThrow("There are no samples.");
});
