// Real browsers for tests: started on a profile that outlives them, and killed as a power cut would.
import { readdir, readFile, rm } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { type Browser, launch } from "puppeteer-core";
import { findBrowser, howToGet } from "../find-browser.mjs";
import { eventually } from "./eventually.ts";

export interface LaunchOptions {
  /** Folder of the profile, so that a later launch finds its storage again. Default: a new one, removed on close. */
  readonly profile?: string;
  /** Further command-line flags. */
  readonly args?: readonly string[];
  /** In private windows; Firefox is so by a preference, Chromium by its pages' context. */
  readonly isPrivate?: boolean;
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const need = (name: "chromium" | "firefox"): string => {
  const path = findBrowser(name);
  if (!path) throw new Error(howToGet(name));
  return path;
};
const toFolder = (profile: string | undefined) => (profile === undefined ? {} : { userDataDir: profile });

/**
 * Starts Chromium without a window. The back/forward cache stays on.
 * @throws Error that says how to get Chromium, when there is none
 */
export const launchChromium = async ({ profile, args = [] }: LaunchOptions = {}): Promise<Browser> =>
  launch({ executablePath: need("chromium"), args: [...FLAGS, ...args], ...toFolder(profile) });

/**
 * Starts Firefox without a window; it speaks WebDriver BiDi.
 * @throws Error that says how to get Firefox, when there is none
 */
export const launchFirefox = async ({ profile, args = [], isPrivate = false }: LaunchOptions = {}): Promise<Browser> =>
  launch({
    browser: "firefox",
    executablePath: need("firefox"),
    args: [...args],
    extraPrefsFirefox: { "browser.privatebrowsing.autostart": isPrivate },
    ...toFolder(profile),
  });

const isOf = async (process: string, profile: string): Promise<boolean> => {
  const commandLine = await readFile(`/proc/${process}/cmdline`, "utf8").catch(() => "");
  return commandLine.includes(profile);
};

const listProcesses = async (profile: string): Promise<readonly number[]> => {
  const numbers = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const own = await Promise.all(numbers.map((number) => isOf(number, profile)));
  return numbers.filter((_, i) => own[i]).map(Number);
};

const LOCKS = ["SingletonLock", "SingletonCookie", "SingletonSocket", "lock", ".parentlock"];

/**
 * Ends every process of a profile with SIGKILL, waits until they are gone, and removes the locks that they left, so that
 * the profile can be opened again. Linux only.
 * @param profile absolute path, as given to the launch
 */
export const killBrowser = async (profile: string): Promise<void> => {
  if (!isAbsolute(profile)) throw new Error(`Not an absolute path of a profile: "${profile}"`);
  await eventually(`no process of ${profile}`, async () => {
    const processes = await listProcesses(profile);
    for (const number of processes) {
      try {
        process.kill(number, "SIGKILL");
      } catch {
        // It ended by itself meanwhile.
      }
    }
    return processes.length === 0;
  });
  await Promise.all(LOCKS.map((name) => rm(join(profile, name), { force: true })));
};
