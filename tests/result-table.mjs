// What a full run found, as Markdown tables: every test that runs by engine, every long one, and the faults of delivery.
import { basename } from "node:path";
import { SCENARIOS, titleOf } from "./browser/delivery/scenarios.mjs";
import { ENGINE_NAMES } from "./browser/find-browser.mjs";

const WORDS = { passed: "passed", failed: "FAILED" };
const SCENARIO_TITLES = new Map(SCENARIOS.map((scenario) => [titleOf(scenario), scenario]));

const toLine = (cells) => `| ${cells.join(" | ")} |`;
const toTable = (head, rows) => [head, head.map(() => "---"), ...rows].map(toLine).join("\n");

const engineOf = ({ ancestorTitles }) => ancestorTitles.find((each) => ENGINE_NAMES.includes(each));
const scenarioOf = ({ ancestorTitles }) => ancestorTitles.map((each) => SCENARIO_TITLES.get(each)).find(Boolean);

/** A test's row, its column, and what became of it. */
const toResult = (file, test) => {
  const engine = engineOf(test);
  const path = [...test.ancestorTitles.filter((each) => each !== engine), test.title].join(" › ");
  return { row: `${basename(file)}: ${path}`, column: engine ?? "node", word: WORDS[test.status] ?? "left out" };
};

/**
 * A suite that is named like an engine is that engine's column; a long test outside of any is Node's. The faults of
 * delivery have a table of their own.
 * @param files vitest's JSON report: its `testResults`
 */
export const toResultTable = (files) => {
  const columns = [...ENGINE_NAMES, "node"];
  const rows = new Map();
  for (const { name, assertionResults } of files) {
    for (const test of assertionResults) {
      const { row, column, word } = toResult(name, test);
      if (scenarioOf(test) || (column === "node" && !name.includes(".full.test."))) continue;
      rows.set(row, { ...rows.get(row), [column]: word });
    }
  }
  const lines = [...rows].map(([row, words]) => [row, ...columns.map((column) => words[column] ?? "–")]);
  return toTable(["test", ...columns], lines);
};

/** Several tests of one fault in one engine: the worst of them. */
const toWord = (tests) => {
  const states = new Set(tests.map(({ status }) => status));
  if (states.has("failed")) return WORDS.failed;
  return states.has("passed") ? WORDS.passed : "left out";
};

/**
 * The faults of delivery by engine; below the table, why one can't be driven in an engine.
 * @param files vitest's JSON report: its `testResults`
 * @returns {string | undefined} nothing when no test of them was run
 */
export const toScenarioTable = (files) => {
  const tests = files.flatMap(({ assertionResults }) => assertionResults).filter(scenarioOf);
  if (!tests.length) return undefined;
  const reasons = new Map();
  const rows = SCENARIOS.map((scenario) => {
    const { number, fault, notIn = {} } = scenario;
    const cells = ENGINE_NAMES.map((engine) => {
      const reason = notIn[engine];
      if (!reason) return toWord(tests.filter((test) => scenarioOf(test) === scenario && engineOf(test) === engine));
      const about = `${engine}: ${reason}`;
      reasons.set(about, [...(reasons.get(about) ?? []), number]);
      return "–";
    });
    return [number, fault, ...cells];
  });
  const notes = [...reasons].map(([about, numbers]) => `- ${numbers.join(", ")} in ${about}`);
  return [toTable(["#", "fault", ...ENGINE_NAMES], rows), ...(notes.length ? [notes.join("\n")] : [])].join("\n\n");
};

const BEGIN = "<!-- scenarios -->";
const END = "<!-- /scenarios -->";

/**
 * @param {string} document with two comments in it
 * @param {string} table what stands between them from now on
 */
export const withScenarioTable = (document, table) => {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`Not in the document: ${BEGIN} … ${END}`);
  return `${document.slice(0, from + BEGIN.length)}\n\n${table}\n\n${document.slice(to)}`;
};
