import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHROMIUM, FIREFOX, fakeCommands, runAmong, WEBKIT } from "./fake-commands.ts";

const isRoot = process.getuid?.() === 0;
const make = (...names: string[]) =>
  names
    .map((name) => `here=$(dirname "$0"); printf "#!/bin/sh\\n" > "$here/${name}"; chmod +x "$here/${name}"`)
    .join("; ");
const log = 'echo "$@" >> "$0.log"';
const fail = "echo no network >&2; exit 1";

const install = (scripts: { readonly [command: string]: string }) => {
  const folder = fakeCommands({ npx: fail, "apt-get": fail, ...scripts });
  return { folder, ...runAmong(folder, "browser/install.mjs") };
};

test("engines that start are enough: nothing is said or done", () => {
  expect(install({ ...CHROMIUM, ...FIREFOX, ...WEBKIT })).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

test("without Chromium it is downloaded", () => {
  const { status, stdout } = install({ ...FIREFOX, ...WEBKIT, npx: make("chromium") });
  expect(status).toBe(0);
  expect(stdout).toBe("No chromium that starts: downloading …\n");
});

test.runIf(isRoot)("when that fails, root on Debian gets the packages of all that is missing in one call", () => {
  const everything = make("chromium", "firefox-esr", "WebKitWebDriver", "Xvfb");
  const { folder, status, stdout } = install({ "apt-get": `${log}; ${everything}` });
  expect(status).toBe(0);
  expect(stdout).toMatch(/no network\nNo chromium, firefox, webkit that starts: installing Debian's packages …\n$/);
  expect(readFileSync(join(folder, "apt-get.log"), "utf8")).toBe(
    "update\ninstall -y --no-install-recommends chromium firefox-esr webkit2gtk-driver xvfb\n",
  );
});

test.runIf(isRoot)("what is there already is not installed again", () => {
  const { folder, stdout } = install({
    ...CHROMIUM,
    ...FIREFOX,
    WebKitWebDriver: "exit 0",
    "apt-get": `${log}; ${make("Xvfb")}`,
  });
  expect(stdout).toBe("No webkit that starts: installing Debian's packages …\n");
  expect(readFileSync(join(folder, "apt-get.log"), "utf8")).toMatch(/recommends webkit2gtk-driver xvfb\n$/);
});

test.runIf(isRoot)("a browser that doesn't start counts as none", () => {
  const broken = { chromium: "echo libnss3.so is missing >&2; exit 127", "apt-get": make("chromium") };
  const { stdout } = install({ ...FIREFOX, ...WEBKIT, ...broken });
  expect(stdout).toContain("libnss3.so is missing");
  expect(stdout).not.toContain("left out");
});

test.each([
  ["fails", fail],
  ["gets nothing that starts", "exit 0"],
])("when all %s it says in a line each what is left out and how to get it", (_, script) => {
  const { status, stdout } = install({ npx: script, "apt-get": script });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Browser tests left out: .*apt-get install chromium;.*WAYMARK_CHROMIUM\.$/m);
  expect(stdout).toMatch(/^Tests in Firefox left out: .*apt-get install firefox-esr;.*WAYMARK_FIREFOX\.$/m);
  expect(stdout).toMatch(/^Tests in WebKit left out: .*apt-get install webkit2gtk-driver xvfb;.*WAYMARK_WEBKIT\.\n$/m);
});
