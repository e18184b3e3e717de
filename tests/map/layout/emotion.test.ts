import { expect, test } from "vitest";
import { toEmotion } from "../../../packages/map/src/layout/emotion.ts";
import { toFlow } from "../../../packages/map/src/layout/flow.ts";
import { NODE_WIDTH } from "../../../packages/map/src/layout/place-nodes.ts";
import { INSET } from "../../../packages/map/src/layout/step-columns.ts";
import { empty, felt, ternAndTide, thin, twelveSteps } from "../fixtures.ts";

const WIDTH = 1_096;

test("dots stand over the steps that answered, at the height of their mood", () => {
  const { dots, ends } = toEmotion(ternAndTide, WIDTH);
  const { nodes } = toFlow(ternAndTide, WIDTH);
  expect(dots.map(({ step }) => step.label)).not.toContain("Guide");
  const payment = dots.find(({ key }) => key === "checkout/payment");
  expect(payment?.x).toBe((nodes.find(({ key }) => key === "checkout/payment")?.x ?? 0) + 4);
  const [high, zero, low] = ends;
  expect(payment?.y).toBeCloseTo(zero + ((low - high) / 4) * 1.2);
});

test("the curve is broken where too few answered, and the dot lies on zero", () => {
  const [stage, ...others] = ternAndTide.stages;
  if (!stage) throw new Error("The fixture has no stage");
  const steps = stage.steps.map((step) => (step.id === "listing" ? { ...step, emotion: thin(4) } : step));
  const { dots, curve, ends } = toEmotion({ ...ternAndTide, stages: [{ ...stage, steps }, ...others] }, WIDTH);
  expect(dots.find(({ key }) => key === "discover/listing")).toMatchObject({ mean: null, y: ends[1] });
  expect(curve.match(/M/g)).toHaveLength(2);
  expect(toEmotion(ternAndTide, WIDTH).curve.match(/M/g)).toHaveLength(1);
});

test("dots of a crowded stage step aside within it", () => {
  const { dots } = toEmotion(twelveSteps, WIDTH);
  const xs = dots.map(({ x }) => x);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  const gaps = xs.slice(1).map((x, i) => x - (xs[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(35);
  expect(Math.max(...xs)).toBeLessThan(WIDTH);
});

test("of two steps in one column the later one steps aside", () => {
  const [stage, ...others] = ternAndTide.stages;
  if (!stage) throw new Error("The fixture has no stage");
  const steps = stage.steps.map((step) => ({ ...step, emotion: felt(0, 40) }));
  const { dots } = toEmotion({ ...ternAndTide, stages: [{ ...stage, steps }, ...others] }, WIDTH);
  const [landing, guide] = dots;
  expect(landing?.x).toBe(INSET + NODE_WIDTH / 2);
  expect((guide?.x ?? 0) - (landing?.x ?? 0)).toBeGreaterThanOrEqual(50);
});

test("more answers make a larger dot", () => {
  const { dots } = toEmotion(ternAndTide, WIDTH);
  const radiusOf = (key: string) => dots.find((dot) => dot.key === key)?.radius ?? 0;
  expect(radiusOf("after/thanks")).toBeGreaterThan(radiusOf("choose/size-guide"));
});

test("figures above and below the scale's ends stay in the picture", () => {
  const [stage] = ternAndTide.stages;
  if (!stage) throw new Error("The fixture has no stage");
  const steps = stage.steps.map((step, i) => ({ ...step, emotion: felt(i % 2 ? 2 : -2, 900) }));
  const { dots, height } = toEmotion({ ...ternAndTide, stages: [{ ...stage, steps }] }, WIDTH);
  for (const { y, radius } of dots) expect([y - radius - 7 - 11 > 0, y + radius + 15 < height]).toEqual([true, true]);
});

test("without answers there is nothing to draw", () => {
  expect(toEmotion(empty, WIDTH)).toMatchObject({ dots: [], curve: "", band: "" });
});
