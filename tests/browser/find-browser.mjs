// Finds a browser on this machine, so that browser tests need no configuration.
import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, join } from "node:path";

const { env } = process;
const WINDOWS_FOLDERS = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);

/** To add an engine, add it here; its first program is what `findBrowser` names. */
const ENGINES = {
  chromium: {
    programs: ["chromium"],
    packages: ["chromium"],
    ways: "anywhere: npx playwright install chromium",
    leftOut: "Browser tests left out: no Chromium found.",
  },
  firefox: {
    programs: ["firefox"],
    packages: ["firefox-esr"],
    ways: "anywhere: from mozilla.org",
    leftOut: "Tests in Firefox left out: none found.",
  },
  webkit: {
    // The driver knows where its browser is; that one needs a display.
    programs: ["WebKitWebDriver", "Xvfb"],
    packages: ["webkit2gtk-driver", "xvfb"],
    ways: "there is none for macOS and Windows",
    leftOut: "Tests in WebKit left out: no WebKitWebDriver with Xvfb found.",
  },
};

const PROGRAMS = {
  chromium: {
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
    variables: ["WAYMARK_FIREFOX"],
    commands: ["firefox-esr", "firefox"],
    files: [
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      ...WINDOWS_FOLDERS.map((folder) => join(folder, "Mozilla Firefox", "firefox.exe")),
    ],
    // Playwright's Firefox is patched and speaks no protocol of ours.
    downloaded: [],
  },
  WebKitWebDriver: { variables: ["WAYMARK_WEBKIT"], commands: ["WebKitWebDriver"], files: [], downloaded: [] },
  Xvfb: { variables: ["WAYMARK_XVFB"], commands: ["Xvfb"], files: [], downloaded: [] },
};

/** From the one that most depends on. */
export const ENGINE_NAMES = Object.keys(ENGINES);

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
 * @param {keyof typeof PROGRAMS} name
 * @returns {string | undefined} path of the executable: named by an environment variable, installed, or downloaded.
 *   `WAYMARK_BROWSERS` (folders as in `PATH`) replaces all other places; `WAYMARK_BROWSERS=none` finds nothing.
 */
export const findProgram = (name) => {
  const { variables, commands, files, downloaded } = PROGRAMS[name];
  const within = (folders) => folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  if (env.WAYMARK_BROWSERS) return within(env.WAYMARK_BROWSERS.split(delimiter)).find(isExecutable);
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/snap/bin"];
  const places = [...variables.map((variable) => env[variable] ?? ""), ...within(folders), ...files];
  return places.find(isExecutable) ?? findDownloads(name, downloaded).find(isExecutable);
};

/**
 * @param {keyof typeof ENGINES} name
 * @returns {string | undefined} path of what is to be started, when all that the engine needs is there
 */
export const findBrowser = (name) => {
  const [path, ...others] = ENGINES[name].programs.map(findProgram);
  return others.every(Boolean) ? path : undefined;
};

/**
 * @param {keyof typeof ENGINES} name
 * @returns {readonly string[]} Debian's packages that bring the engine with all that it needs
 */
export const packagesOf = (name) => ENGINES[name].packages;

/**
 * @param {keyof typeof ENGINES} name
 * @returns {string} one line: what is left out without this engine, and how to get it
 */
export const howToGet = (name) => {
  const { programs, packages, ways, leftOut } = ENGINES[name];
  const [variable] = PROGRAMS[programs[0]].variables;
  return `${leftOut} Install one (Debian: apt-get install ${packages.join(" ")}; ${ways}) or name yours in ${variable}.`;
};
