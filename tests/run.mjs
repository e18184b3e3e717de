// `npm test`: every check in order, stopping at the first step that fails. The last line says how many passed and failed; the
// exit code is 0, or 1 when something failed, or 2 when all passed but tests were left out for want of a browser: of Chromium
// anywhere, of Firefox and WebKit where `CI` is set and with `--full`. That adds the long tests, all faults of delivery in all
// engines, and a table by engine, which `--table <file>` keeps; the one of the faults goes into the sdk's README.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ENGINE_NAMES, findBrowser, howToGet } from "./browser/find-browser.mjs";
import { toResultTable, toScenarioTable, withScenarioTable } from "./result-table.mjs";

const { values } = parseArgs({ options: { full: { type: "boolean", default: false }, table: { type: "string" } } });
const { full: isFull, table: tableFile } = values;

const cwd = fileURLToPath(new URL("..", import.meta.url));
const README = fileURLToPath(new URL("../packages/sdk/README.md", import.meta.url));
const env = isFull ? { ...process.env, WAYMARK_ENGINES: "all" } : process.env;

const run = (command) => {
  console.log(`\n> ${command}`);
  return spawnSync(command, { cwd, env, shell: true, stdio: "inherit" }).status === 0;
};

/** Prints what a full run found, and keeps it where that is wanted. */
const tell = (files) => {
  const table = toResultTable(files);
  const scenarios = toScenarioTable(files);
  console.log(`\n${[table, scenarios].filter(Boolean).join("\n\n")}`);
  if (!tableFile) return;
  writeFileSync(tableFile, `# The last full run\n\nBy \`npm run test:full\`.\n\n${table}\n`);
  if (scenarios) writeFileSync(README, withScenarioTable(readFileSync(README, "utf8"), scenarios));
  // As `npm run check` wants them.
  spawnSync("npx", ["biome", "format", "--write", tableFile, README], { cwd, stdio: "ignore" });
};

/** Runs the tests themselves, and counts them. */
const runTests = (projects) => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-tests-"));
  const report = join(folder, "report.json");
  const names = projects.map((name) => `--project ${name}`).join(" ");
  const isFine = run(`npx vitest run ${names} --reporter=default --reporter=json --outputFile.json="${report}"`);
  try {
    const {
      numPassedTests: passed,
      numFailedTests: failed,
      testResults: files,
    } = JSON.parse(readFileSync(report, "utf8"));
    if (isFull) tell(files);
    // A file that can't be loaded, or an error outside of any test, has no failed test to count.
    return { passed, failed: failed || Number(!isFine) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

run("node tests/browser/install.mjs");
const missing = ENGINE_NAMES.filter((name) => !findBrowser(name));
const projects = ["unit", "dom"];
// What needs one engine runs in Chromium; what runs in several leaves out those that are missing.
if (!missing.includes("chromium")) projects.push("browser");
if (isFull) projects.push("full");

const steps = ["check", "build", "size"];
const done = steps.findIndex((step) => !run(`npm run --silent ${step}`));
const tests = done < 0 ? runTests(projects) : { passed: 0, failed: 1 };
const passed = tests.passed + (done < 0 ? steps.length : done);

console.log(`\n${missing.map(howToGet).join("\n")}`.trimEnd());
console.log(`${passed} passed, ${tests.failed} failed`);
const isIncomplete = missing.includes("chromium") || (missing.length > 0 && (isFull || Boolean(process.env.CI)));
process.exitCode = tests.failed > 0 ? 1 : isIncomplete ? 2 : 0;
