import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fakeCommands, runAmong } from "./fake-commands.ts";

const isRoot = process.getuid?.() === 0;
const makeChromium = 'here=$(dirname "$0"); printf "#!/bin/sh\\n" > "$here/chromium"; chmod +x "$here/chromium"';
const fail = "echo no network >&2; exit 1";

const install = (scripts: { readonly [command: string]: string }) => {
  const folder = fakeCommands({ npx: fail, "apt-get": fail, ...scripts });
  return { folder, ...runAmong(folder, "browser/install.mjs") };
};

test("a browser that starts is enough: nothing is said or done", () => {
  expect(install({ chromium: "exit 0" })).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

test("without one it is downloaded", () => {
  const { status, stdout } = install({ npx: makeChromium });
  expect(status).toBe(0);
  expect(stdout).toBe("No chromium that starts: downloading one …\n");
});

test.runIf(isRoot)("when that fails, root on Debian gets the package", () => {
  const { folder, status, stdout } = install({ "apt-get": `echo "$@" >> "$0.log"; ${makeChromium}` });
  expect(status).toBe(0);
  expect(stdout).toMatch(/no network\n.*Debian's package …\n$/);
  expect(readFileSync(join(folder, "apt-get.log"), "utf8")).toBe("update\ninstall -y chromium\n");
});

test.runIf(isRoot)("a browser that doesn't start counts as none", () => {
  const { stdout } = install({ chromium: "echo libnss3.so is missing >&2; exit 127", "apt-get": makeChromium });
  expect(stdout).toContain("libnss3.so is missing");
  expect(stdout).not.toContain("left out");
});

test.each([
  ["fails", fail],
  ["gets nothing that starts", "exit 0"],
])("when all %s it says in one line what is left out and how to get it", (_, script) => {
  const { status, stdout } = install({ npx: script, "apt-get": script });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Browser tests left out: .*apt-get install chromium.*WAYMARK_CHROMIUM\.\n$/m);
});
