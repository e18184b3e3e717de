import { expect, test } from "vitest";
import { SCENARIOS, titleOf } from "../browser/delivery/scenarios.mjs";
import { toResultTable, toScenarioTable, withScenarioTable } from "../result-table.mjs";

const [first, second, third] = SCENARIOS.map(titleOf);
const result = (scenario: string | undefined, engine: string, status: string, title = "stands") => ({
  title,
  status,
  ancestorTitles: [`${scenario}`, engine],
});
const files = [
  {
    name: "/tests/a.test.ts",
    assertionResults: [result(first, "chromium", "passed"), result(second, "chromium", "passed")],
  },
  {
    name: "/tests/a.full.test.ts",
    assertionResults: [
      result(second, "chromium", "failed", "stands for long"),
      result(second, "firefox", "skipped"),
      result(third, "firefox", "passed"),
    ],
  },
];

test("the list holds every fault once, in order", () => {
  expect(SCENARIOS.map(({ number }) => number)).toEqual(Array.from({ length: 37 }, (_, i) => i + 1));
});

test("one failed test fails its fault; what can't be driven says why below", () => {
  const table = toScenarioTable(files) ?? "";
  expect(table.split("\n").slice(0, 5)).toEqual([
    "| # | fault | chromium | firefox | webkit |",
    "| --- | --- | --- | --- | --- |",
    "| 1 | track, then navigation in the same task | passed | left out | left out |",
    "| 2 | the tab is closed at once | FAILED | left out | left out |",
    "| 3 | the page's process is killed | left out | passed | – |",
  ]);
  expect(table).toMatch(/^- 3\b.* in webkit: .+\.$/m);
  expect(table.match(/^\| \d/gm)).toHaveLength(37);
});

test("faults are left out of the other table, and without any there is none", () => {
  expect(toResultTable(files)).not.toContain("stands");
  expect(toScenarioTable([])).toBeUndefined();
});

test("the table replaces what stood between the marks, and nothing else", () => {
  const once = withScenarioTable("a\n<!-- scenarios -->\n<!-- /scenarios -->\nb", "| 1 |");
  expect(once).toBe("a\n<!-- scenarios -->\n\n| 1 |\n\n<!-- /scenarios -->\nb");
  expect(withScenarioTable(once, "| 1 |")).toBe(once);
  expect(() => withScenarioTable("a", "| 1 |")).toThrow("<!-- scenarios -->");
});
