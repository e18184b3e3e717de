import { describe, expect, test } from "vitest";
import { fakeCommands, runAmong } from "./fake-commands.ts";

const report = (passed: number, failed: number, status: number) => `
for argument; do case "$argument" in --outputFile.json=*) report=\${argument#*=};; esac; done
echo "vitest got: $*"
echo '{"numPassedTests": ${passed}, "numFailedTests": ${failed}}' > "$report"
exit ${status}`;

const run = (scripts: { readonly [command: string]: string }) => {
  const { status, stdout } = runAmong(fakeCommands({ npm: "exit 0", "apt-get": "exit 1", ...scripts }), "run.mjs");
  return { status, stdout, lastLine: stdout.trimEnd().split("\n").at(-1) };
};

const chromium = "exit 0";

describe("with a browser", () => {
  test("all tests run, and the steps count with them", () => {
    const { status, stdout, lastLine } = run({ chromium, npx: report(40, 0, 0) });
    expect([status, lastLine]).toEqual([0, "43 passed, 0 failed"]);
    expect(stdout).not.toContain("--project");
  });

  test.each([
    ["a test fails", { npx: report(40, 2, 1) }, "43 passed, 2 failed"],
    ["a test file can't be loaded", { npx: report(40, 0, 1) }, "43 passed, 1 failed"],
    ["the tests crash", { npx: "exit 1" }, "3 passed, 1 failed"],
    ["the build fails", { npm: '[ "$3" != build ]', npx: report(40, 0, 0) }, "1 passed, 1 failed"],
  ])("it is no success when %s", (_, scripts, expected) => {
    const { status, lastLine } = run({ chromium, ...scripts });
    expect([status, lastLine]).toEqual([1, expected]);
  });
});

describe("without a browser", () => {
  // The installer asks npx first.
  const npx = (tests: string) => `[ "$1" = vitest ] || exit 1\n${tests}`;

  test("the rest runs, and that something was left out is said and shown by the exit code", () => {
    const { status, stdout, lastLine } = run({ npx: npx(report(40, 0, 0)) });
    expect([status, lastLine]).toEqual([2, "43 passed, 0 failed"]);
    expect(stdout).toContain("No chromium that starts: downloading one");
    expect(stdout).toContain("--project unit --project dom");
    expect(stdout).toMatch(/^Browser tests left out: /m);
  });

  test("a failure matters more", () => {
    expect(run({ npx: npx(report(40, 1, 1)) }).status).toBe(1);
  });
});
