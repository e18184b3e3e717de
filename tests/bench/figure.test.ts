import { expect, test } from "vitest";
import { toFigure, toMedianFigure } from "./figure.mjs";

const heap = { name: "heap", unit: "kB", measured: 900, floor: 800 };

test("what the page has without the script is not ours", () => {
  expect(toFigure({ ...heap, budget: 150 })).toMatchObject({ measured: 900, floor: 800, ours: 100, verdict: "ok" });
});

test("a whole figure is judged with its floor", () => {
  expect(toFigure({ ...heap, isWhole: true, budget: 150 })).toMatchObject({ ours: 900, verdict: "over" });
});

test("the budget itself is within the budget, and none is no verdict", () => {
  expect(toFigure({ ...heap, budget: 100 }).verdict).toBe("ok");
  expect(toFigure({ ...heap, budget: 99 }).verdict).toBe("over");
  expect(toFigure(heap).verdict).toBeUndefined();
});

test("a figure may have a least instead of a most", () => {
  expect(toFigure({ ...heap, isWhole: true, least: 900 }).verdict).toBe("ok");
  expect(toFigure({ ...heap, isWhole: true, least: 901 }).verdict).toBe("under");
});

test("what could not be measured is no figure", () => {
  const samples = [undefined, undefined] as unknown as number[];
  expect(() => toMedianFigure({ name: "start", unit: "ms", samples })).toThrow('Could not measure "start".');
});

test("samples become medians, with the range of those with the script", () => {
  const samples = { name: "busy", unit: "ms", samples: [30, 10, 20], floor: [1, 3, 2] };
  expect(toMedianFigure(samples)).toMatchObject({ measured: 20, floor: 2, ours: 18, range: [10, 30] });
});
