import { describe, expect, test } from "vitest";
import { toKpiWords } from "../../../packages/map/src/words/kpi.ts";
import { toScoreGroups } from "../../../packages/map/src/words/score-groups.ts";
import { felt, ternAndTide, toStage } from "../fixtures.ts";

const given = (values: Readonly<Record<number, number>>) =>
  Object.entries(values).map(([value, n]) => ({ value: Number(value), n }));
const plain = (text: string) => text.replaceAll("\u202f", " ");

describe("what is quoted of a scale", () => {
  test("NPS is the promoters less the detractors", () => {
    const told = toScoreGroups({
      kind: "nps",
      min: 0,
      max: 10,
      values: given({ 0: 1, 6: 2, 7: 1, 8: 2, 9: 3, 10: 1 }),
    });
    expect(told?.groups.map(({ n }) => n)).toEqual([4, 3, 3]);
    expect([told?.figure.toFixed(4), told?.text]).toEqual(["10.0000", "NPS +10"]);
  });

  test("CES is the share of 5 to 7, CSAT that of 4 and 5", () => {
    expect(plain(toScoreGroups({ kind: "ces", min: 1, max: 7, values: given({ 4: 1, 5: 1, 7: 2 }) })?.text ?? "")).toBe(
      "75 % found it easy",
    );
    expect(plain(toScoreGroups({ kind: "csat", min: 1, max: 5, values: given({ 3: 3, 4: 1 }) })?.text ?? "")).toBe(
      "25 % satisfied",
    );
  });

  test("a scale of other ends, of another kind or without answers has nothing to quote", () => {
    expect(toScoreGroups({ kind: "nps", min: 1, max: 5, values: given({ 5: 9 }) })).toBeNull();
    expect(toScoreGroups({ kind: "rating", min: 1, max: 5, values: given({ 5: 9 }) })).toBeNull();
    expect(toScoreGroups({ kind: "csat", min: 1, max: 5, values: [] })).toBeNull();
  });
});

describe("a KPI", () => {
  const [, , checkout = toStage("", "", [], {})] = ternAndTide.stages;
  const tell = (kpi: Parameters<typeof toKpiWords>[1], stage = checkout) => {
    const { value, target, isMet } = toKpiWords(stage, kpi, 5);
    return [plain(value), target && plain(target), isMet];
  };

  test.each([
    [{ label: "", measure: "go-on", target: 44 }, ["44 %", "44 %", true]],
    [{ label: "", measure: "drop-off", target: 50 }, ["54 %", "50 %", false]],
    [{ label: "", measure: "mood", target: 0 }, ["−0.8", "0.0", false]],
    [{ label: "", measure: "csat", target: 40 }, ["46 %", "40 %", true]],
    [{ label: "", measure: "rage-click", target: 10 }, ["6.3 %", "10 %", true]],
    [{ label: "", measure: "loop" }, ["0 %", null, null]],
    [{ label: "", measure: "nps", target: 20 }, ["too few yet", "+20", null]],
    [{ label: "", value: 12, unit: "a day", target: 5, better: "lower" }, ["12 a day", "5 a day", false]],
    [{ label: "", value: 12, target: 5 }, ["12", "5", true]],
  ] as const)("%j", (kpi, told) => expect(tell(kpi)).toEqual(told));

  test("is not told of too few", () => {
    const four = {
      ...felt(1, 4),
      mean: null,
      scales: [{ kind: "csat", min: 1, max: 5, values: given({ 5: 4 }) }],
    } as const;
    const stage = {
      ...checkout,
      continued: null,
      emotion: four,
      friction: [{ type: "loop", visitors: null, rate: null }],
    };
    for (const measure of ["go-on", "mood", "csat", "loop"] as const)
      expect(tell({ label: "", measure }, stage)[0]).toBe("too few yet");
  });
});
