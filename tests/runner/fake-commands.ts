// Commands that only pretend, so that installing and running everything can be tested without doing it.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Writes shell scripts into a new folder that is removed after the test. */
export const fakeCommands = (scripts: { readonly [command: string]: string }): string => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-fakes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [command, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, command), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, command), 0o755);
  }
  return folder;
};

/** Runs a script of this repository where commands and browsers are those of the folder. */
export const runAmong = (
  folder: string,
  script: string,
  args: readonly string[] = [],
  env: { readonly [name: string]: string } = {},
) =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`../${script}`, import.meta.url)), ...args], {
    encoding: "utf8",
    env: { PATH: `${folder}:/usr/bin:/bin`, WAYMARK_BROWSERS: folder, ...env },
  });

const here = "exit 0";
export const CHROMIUM = { chromium: here };
export const FIREFOX = { "firefox-esr": here };
export const WEBKIT = { WebKitWebDriver: here, Xvfb: here };
