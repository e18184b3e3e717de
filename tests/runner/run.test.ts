import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { CHROMIUM, FIREFOX, fakeCommands, runAmong, WEBKIT } from "./fake-commands.ts";

type Status = "passed" | "failed" | "skipped";
const result = (title: string, status: Status, ...ancestorTitles: string[]) => ({ title, status, ancestorTitles });

const report = (passed: number, failed: number, status: number, testResults: readonly object[] = []) => `
for argument; do case "$argument" in --outputFile.json=*) report=\${argument#*=};; esac; done
echo "vitest got: $*"
cat > "$report" <<'END'
${JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults })}
END
exit ${status}`;

const run = (
  scripts: { readonly [command: string]: string },
  args: readonly string[] = [],
  env: { readonly [name: string]: string } = {},
) => {
  // The installer asks npx first.
  const npx = `[ "$1" = vitest ] || exit 1\n${scripts.npx ?? report(40, 0, 0)}`;
  const folder = fakeCommands({ npm: "exit 0", "apt-get": "exit 1", ...scripts, npx });
  const { status, stdout } = runAmong(folder, "run.mjs", args, env);
  return { status, stdout, lastLine: stdout.trimEnd().split("\n").at(-1) };
};

const ALL = { ...CHROMIUM, ...FIREFOX, ...WEBKIT };

describe("with all engines", () => {
  test("all tests but the long ones run, and the steps count with them", () => {
    const { status, stdout, lastLine } = run(ALL);
    expect([status, lastLine]).toEqual([0, "43 passed, 0 failed"]);
    expect(stdout).toContain("--project unit --project dom --project browser --reporter");
    expect(stdout).not.toContain("left out");
  });

  test.each([
    ["a test fails", { npx: report(40, 2, 1) }, "43 passed, 2 failed"],
    ["a test file can't be loaded", { npx: report(40, 0, 1) }, "43 passed, 1 failed"],
    ["the tests crash", { npx: "exit 1" }, "3 passed, 1 failed"],
    ["the build fails", { npm: '[ "$3" != build ]' }, "1 passed, 1 failed"],
  ])("it is no success when %s", (_, scripts, expected) => {
    const { status, lastLine } = run({ ...ALL, ...scripts });
    expect([status, lastLine]).toEqual([1, expected]);
  });

  test("--full runs the long ones too, and draws the table of what ran by engine and of what is long", () => {
    const files = [
      { name: "/tests/unit.test.ts", assertionResults: [result("short", "passed")] },
      { name: "/tests/kill.full.test.ts", assertionResults: [result("killed", "passed", "20 times")] },
      {
        name: "/tests/road.test.ts",
        assertionResults: [
          result("walk", "passed", "chromium"),
          result("restart", "passed", "chromium"),
          result("walk", "failed", "firefox"),
          result("walk", "skipped", "webkit"),
        ],
      },
    ];
    const kept = join(mkdtempSync(join(tmpdir(), "waymark-table-")), "table.md");
    onTestFinished(() => rmSync(dirname(kept), { recursive: true }));
    const { stdout } = run({ ...ALL, npx: report(4, 1, 1, files) }, ["--full", "--table", kept]);
    expect(readFileSync(kept, "utf8")).toContain("| road.test.ts: walk | passed | FAILED | left out | – |");
    expect(stdout).toContain("--project browser --project full --reporter");
    expect(stdout.split("\n").filter((line) => line.startsWith("|"))).toEqual([
      "| test | chromium | firefox | webkit | node |",
      "| --- | --- | --- | --- | --- |",
      "| kill.full.test.ts: 20 times › killed | – | – | – | passed |",
      "| road.test.ts: walk | passed | FAILED | left out | – |",
      "| road.test.ts: restart | passed | – | – | – |",
    ]);
  });
});

describe("without Chromium", () => {
  test("the rest runs, and that something was left out is said and shown by the exit code", () => {
    const { status, stdout, lastLine } = run({ ...FIREFOX, ...WEBKIT });
    expect([status, lastLine]).toEqual([2, "43 passed, 0 failed"]);
    expect(stdout).toContain("No chromium that starts: downloading");
    expect(stdout).toContain("--project unit --project dom --reporter");
    expect(stdout).toMatch(/^Browser tests left out: /m);
  });

  test("a failure matters more", () => {
    expect(run({ npx: report(40, 1, 1) }).status).toBe(1);
  });
});

describe.each([
  ["Firefox", WEBKIT],
  ["WebKit", FIREFOX],
])("without %s alone", (name, others) => {
  const there = { ...CHROMIUM, ...others };

  test("all that remains runs, and what was left out is said before the last line", () => {
    const { status, stdout } = run(there);
    expect(status).toBe(0);
    expect(stdout).toContain("--project browser");
    expect(stdout).toMatch(new RegExp(`^Tests in ${name} left out: .*\\n43 passed, 0 failed\\n$`, "m"));
  });

  test.each([
    ["where CI is set", [], { CI: "true" }],
    ["of a full run", ["--full"], {}],
  ])("it is no success %s", (_, args, env) => {
    expect(run(there, args, env).status).toBe(2);
  });
});
