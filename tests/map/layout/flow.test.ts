import type { JourneyMap } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { type FlowLayout, toFlow } from "../../../packages/map/src/layout/flow.ts";
import { demo, empty, few, hostile, huge, oneStage, ternAndTide, twelveSteps } from "../fixtures.ts";

const maps: { readonly [name: string]: JourneyMap } = {
  ternAndTide,
  demo,
  empty,
  few,
  oneStage,
  twelveSteps,
  hostile,
  huge,
};
const WIDTH = 1_096;

const numbersOf = (path: string): readonly number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);
const pathsOf = ({ ribbons, exits, standing, arcs }: FlowLayout): readonly string[] =>
  [...ribbons, ...exits, ...standing, ...arcs].map(({ path }) => path);
/** Height of a ribbon where it leaves and where it comes in, px. */
const endsOf = (path: string) => {
  const [, y0 = 0, ...rest] = numbersOf(path);
  return { out: Math.abs((rest.at(-1) ?? 0) - y0) };
};

describe.each(Object.entries(maps))("%s", (_, map) => {
  test.each([320, WIDTH, 2_000])("at %i px everything is a number and lies in the picture", (width) => {
    const flow = toFlow(map, width);
    for (const path of pathsOf(flow)) expect(path).not.toMatch(/NaN|Infinity|undefined/);
    for (const { x, top, bottom } of flow.nodes) {
      expect(bottom - top).toBeGreaterThanOrEqual(4 - 1e-9);
      expect([x >= 0, x < width, top >= 0, bottom <= flow.height]).toEqual([true, true, true, true]);
    }
  });

  test("no bar covers another", () => {
    const { nodes } = toFlow(map, WIDTH);
    for (const one of nodes)
      for (const other of nodes) {
        if (one === other || one.column.index !== other.column.index) continue;
        expect(one.bottom <= other.top || other.bottom <= one.top).toBe(true);
      }
  });
});

test("bars are as high as visitors are many", () => {
  const { nodes } = toFlow(ternAndTide, WIDTH);
  const heightOf = (key: string) => {
    const node = nodes.find((each) => each.key === key);
    return node ? node.bottom - node.top : Number.NaN;
  };
  expect(heightOf("choose/product") / heightOf("after/thanks")).toBeCloseTo(52_300 / 14_702);
});

test("ribbons of visitors who went more than one way are squeezed to the bar they leave", () => {
  const moves = [
    { from: "discover/listing", to: "choose/product", visitors: 36_000, times: 36_000 },
    { from: "discover/listing", to: "checkout/cart", visitors: 33_000, times: 33_000 },
  ];
  const { nodes, ribbons } = toFlow({ ...ternAndTide, moves }, WIDTH);
  const listing = nodes.find(({ key }) => key === "discover/listing");
  const out = ribbons.reduce((sum, { path }) => sum + endsOf(path).out, 0);
  expect(ribbons).toHaveLength(2);
  expect(out).toBeLessThanOrEqual((listing?.bottom ?? 0) - (listing?.top ?? 0) + 0.5);
});

test("without a single move, bars of one stage leave those of others their height", () => {
  const { nodes } = toFlow({ ...ternAndTide, moves: [] }, WIDTH);
  const choose = nodes.filter(({ stage }) => stage.id === "choose");
  const height = choose.reduce((sum, { top, bottom }) => sum + bottom - top, 0);
  expect(height).toBeGreaterThan(60);
});

test("steps of a column keep the order of the plan, whatever the figures", () => {
  const turned = { ...ternAndTide, moves: ternAndTide.moves.toReversed() };
  for (const map of [ternAndTide, turned]) {
    const tops = new Map(toFlow(map, WIDTH).nodes.map(({ key, top }) => [key, top]));
    expect(tops.get("discover/landing")).toBeLessThan(tops.get("discover/guide") ?? 0);
  }
});

test("exits go over the lower edge, and only of those who dropped", () => {
  const { exits, height } = toFlow(ternAndTide, WIDTH);
  expect(exits.map(({ from }) => from)).not.toContain("after/thanks");
  for (const { path } of exits) expect(numbersOf(path)).toContain(height);
});

test("figures at the lower edge stand clear of each other", () => {
  for (const map of Object.values(maps)) {
    const labels = toFlow(map, WIDTH).exits.flatMap(({ label }) => label ?? []);
    const sorted = labels.toSorted((a, b) => a - b);
    for (const [i, label] of sorted.entries()) if (i > 0) expect(label - (sorted[i - 1] ?? 0)).toBeGreaterThan(35);
  }
});

test("those in progress are drawn apart from those who left, and never guessed", () => {
  const { standing } = toFlow(ternAndTide, WIDTH);
  expect(standing.map(({ from, visitors }) => [from, visitors])).toContainEqual(["discover/guide", 700]);
  expect(toFlow(few, WIDTH).standing).toEqual([]);
});

test("at most three ways back arc over the top, the most used ones, each at its own height", () => {
  const { arcs, otherArcs } = toFlow(ternAndTide, WIDTH);
  const over = arcs.filter(({ label }) => label !== null);
  expect(over.map(({ from, to }) => `${from} ${to}`).toSorted()).toEqual([
    "checkout/cart choose/product",
    "choose/product discover/listing",
    "choose/size-guide choose/product",
  ]);
  expect(new Set(over.map(({ label }) => label?.[1])).size).toBe(3);
  expect(otherArcs).toBe(2);
});

test("moves within a column go along its side, forward ones too", () => {
  const beside = toFlow(ternAndTide, WIDTH).arcs.filter(({ label }) => label === null);
  expect(beside.map(({ from, to, isBack }) => [from, to, isBack])).toEqual([
    ["discover/landing", "discover/guide", false],
  ]);
});

test("moves of steps that the map has not are passed over", () => {
  const moves = [{ from: "gone/step", to: "after/thanks", visitors: 9, times: 9 }];
  expect(toFlow({ ...ternAndTide, moves }, WIDTH).ribbons).toEqual([]);
});
