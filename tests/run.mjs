// `npm test`: every check in order, stopping at the first step that fails. The last line says how many passed and failed; the
// exit code is 0, or 1 when something failed, or 2 when all passed but the browser tests were left out for want of a browser.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser, howToGet } from "./browser/find-browser.mjs";

const run = (command) => {
  console.log(`\n> ${command}`);
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  return spawnSync(command, { cwd, shell: true, stdio: "inherit" }).status === 0;
};

/** Runs the tests themselves, and counts them. */
const runTests = (projects) => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-tests-"));
  const report = join(folder, "report.json");
  const isFine = run(`npx vitest run ${projects} --reporter=default --reporter=json --outputFile.json="${report}"`);
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, "utf8"));
    // A file that can't be loaded, or an error outside of any test, has no failed test to count.
    return { passed, failed: failed || Number(!isFine) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

run("node tests/browser/install.mjs");
const hasBrowser = findBrowser("chromium") !== undefined;

const steps = ["check", "build", "size"];
const done = steps.findIndex((step) => !run(`npm run --silent ${step}`));
const tests = done < 0 ? runTests(hasBrowser ? "" : "--project unit --project dom") : { passed: 0, failed: 1 };
const passed = tests.passed + (done < 0 ? steps.length : done);

console.log(hasBrowser ? "" : `\n${howToGet("chromium")}`);
console.log(`${passed} passed, ${tests.failed} failed`);
process.exitCode = tests.failed > 0 ? 1 : hasBrowser ? 0 : 2;
