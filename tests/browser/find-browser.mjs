// Finds a browser on this machine, so that browser tests need no configuration.
import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, join } from "node:path";

const { env } = process;
const WINDOWS_FOLDERS = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);

/** To add a browser, add it here and, for Debian, in `install.mjs`. */
const BROWSERS = {
  chromium: {
    title: "Chromium",
    variables: ["WAYMARK_CHROMIUM", "CHROME_PATH"],
    commands: ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
    files: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      ...WINDOWS_FOLDERS.map((folder) => join(folder, "Google", "Chrome", "Application", "chrome.exe")),
    ],
    downloaded: ["chrome", "chrome.exe", "Chromium", "Google Chrome for Testing"],
  },
  firefox: {
    title: "Firefox",
    variables: ["WAYMARK_FIREFOX"],
    commands: ["firefox-esr", "firefox"],
    files: [
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      ...WINDOWS_FOLDERS.map((folder) => join(folder, "Mozilla Firefox", "firefox.exe")),
    ],
    // Playwright's Firefox is patched and speaks no protocol of ours.
    downloaded: [],
  },
};

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** Where `npx playwright install` puts browsers: newest first. */
const findDownloads = (name, fileNames) => {
  const cache =
    env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), "Library", "Caches", "ms-playwright"),
      win32: join(env.LOCALAPPDATA ?? homedir(), "ms-playwright"),
    }[process.platform] ??
    join(homedir(), ".cache", "ms-playwright");
  try {
    return readdirSync(cache)
      .filter((folder) => folder.startsWith(`${name}-`))
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .flatMap((folder) =>
        readdirSync(join(cache, folder), { recursive: true }).map((file) => join(cache, folder, file)),
      )
      .filter((file) => fileNames.includes(basename(file)));
  } catch {
    return [];
  }
};

/**
 * @param {"chromium" | "firefox"} name
 * @returns {string | undefined} path of the executable: named by an environment variable, installed, or downloaded.
 *   `WAYMARK_BROWSERS` (folders as in `PATH`) replaces all other places; `WAYMARK_BROWSERS=none` finds nothing.
 */
export const findBrowser = (name) => {
  const { variables, commands, files, downloaded } = BROWSERS[name];
  const within = (folders) => folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  if (env.WAYMARK_BROWSERS) return within(env.WAYMARK_BROWSERS.split(delimiter)).find(isExecutable);
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/snap/bin"];
  const places = [...variables.map((variable) => env[variable] ?? ""), ...within(folders), ...files];
  return places.find(isExecutable) ?? findDownloads(name, downloaded).find(isExecutable);
};

/**
 * @param {"chromium" | "firefox"} name
 * @returns {string} one line: what is left out without this browser, and how to get it
 */
export const howToGet = (name) => {
  const { title, variables, commands } = BROWSERS[name];
  const ways = [`Debian: apt-get install ${commands[0]}`, `anywhere: npx playwright install ${name}`];
  return `Browser tests left out: no ${title} found. Install one (${ways.join("; ")}) or name yours in ${variables[0]}.`;
};
