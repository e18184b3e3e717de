import { describe, expect, test } from "vitest";
import { fitLabel } from "../../../packages/map/src/layout/fit-label.ts";
import { INSET, toLevels, toStageColumns, toStepColumns } from "../../../packages/map/src/layout/step-columns.ts";
import { demo, empty, few, huge, oneStage, ternAndTide, toStage, toStep, twelveSteps } from "../fixtures.ts";

const WIDTH = 1_096;
const maps = { ternAndTide, demo, empty, few, oneStage, twelveSteps, huge };

describe.each(Object.entries(maps))("%s", (_, map) => {
  test("stages fill the width without a gap", () => {
    const columns = toStageColumns(map);
    let left = 0;
    for (const column of columns) {
      expect(column.left).toBeCloseTo(left);
      left += column.share;
    }
    expect(left).toBeCloseTo(1);
  });

  test.each([320, 700, WIDTH, 2_000])(
    "at %i px every step lies in its stage, the first on the edge of its words",
    (width) => {
      const steps = toStepColumns(map, width);
      for (const [i, { left, share }] of toStageColumns(map).entries()) {
        const stage = map.stages[i];
        const xs = stage?.steps.map((step) => steps.get(`${stage.id}/${step.id}`)?.x ?? Number.NaN) ?? [];
        expect(Math.min(...xs)).toBeCloseTo(left * width + INSET);
        expect(Math.max(...xs)).toBeLessThan((left + share) * width);
      }
    },
  );
});

test("a considerable move puts a step behind, a stray one does not", () => {
  const levels = toLevels(ternAndTide);
  expect(["landing", "guide", "listing"].map((id) => levels.get(`discover/${id}`))).toEqual([0, 0, 1]);
});

test("moves forward never lead to a column on the left", () => {
  const stage = toStage("s", "S", [toStep("a", "A", 100), toStep("b", "B", 90), toStep("c", "C", 80)], {});
  const moves = [
    { from: "s/a", to: "s/b", visitors: 90, times: 90 },
    { from: "s/b", to: "s/c", visitors: 1, times: 1 },
  ];
  expect([...toLevels({ stages: [stage], moves }).values()]).toEqual([0, 1, 1]);
});

test("where nobody has been the plan says what comes after what", () => {
  expect([...toLevels(empty).values()]).toEqual([0, 1, 2, 0, 1, 0, 1, 2, 0, 1]);
});

test("a stage has no more columns than have room for labels", () => {
  const narrow = toStepColumns(twelveSteps, 500);
  const wide = toStepColumns(twelveSteps, 2_400);
  const count = (columns: ReturnType<typeof toStepColumns>) =>
    new Set([...columns.values()].map(({ index }) => index)).size;
  expect(count(wide)).toBe(14);
  expect(count(narrow)).toBeLessThan(8);
  for (const { room } of narrow.values()) expect(room).toBeGreaterThanOrEqual(60);
});

test("a label is cut to its room, by letters and not within one", () => {
  expect(fitLabel("Basket", 60, 12)).toBe("Basket");
  expect(fitLabel("Wi".repeat(250), 60, 12)).toBe("WiWiW…");
  expect(fitLabel("🧺🧺🧺🧺🧺🧺🧺🧺", 60, 12)).toMatch(/^🧺+…$/u);
  expect(fitLabel("Basket", 2, 12)).toBe("…");
});
