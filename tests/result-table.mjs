// What a full run found, as a Markdown table: every test that runs by engine, and every long one.
import { basename } from "node:path";
import { ENGINE_NAMES } from "./browser/find-browser.mjs";

const WORDS = { passed: "passed", failed: "FAILED" };

/** A test's row, its column, and what became of it. */
const toResult = (file, { ancestorTitles, title, status }) => {
  const engine = ancestorTitles.find((each) => ENGINE_NAMES.includes(each));
  const path = [...ancestorTitles.filter((each) => each !== engine), title].join(" › ");
  return { row: `${basename(file)}: ${path}`, column: engine ?? "node", word: WORDS[status] ?? "left out" };
};

/**
 * A suite that is named like an engine is that engine's column; a long test outside of any is Node's.
 * @param files vitest's JSON report: its `testResults`
 */
export const toResultTable = (files) => {
  const columns = [...ENGINE_NAMES, "node"];
  const rows = new Map();
  for (const { name, assertionResults } of files) {
    for (const test of assertionResults) {
      const { row, column, word } = toResult(name, test);
      if (column === "node" && !name.includes(".full.test.")) continue;
      rows.set(row, { ...rows.get(row), [column]: word });
    }
  }
  const toLine = (cells) => `| ${cells.join(" | ")} |`;
  const lines = [...rows].map(([row, words]) => toLine([row, ...columns.map((column) => words[column] ?? "–")]));
  return [toLine(["test", ...columns]), toLine(["---", ...columns.map(() => "---")]), ...lines].join("\n");
};
