// Sees to it that browser tests have their browser: says nothing when it is there, else downloads or installs it, else says
// in one line how to get it. Never fails: without a browser the other tests still run.
import { spawnSync } from "node:child_process";
import { findBrowser, howToGet } from "./find-browser.mjs";

const PLAYWRIGHT = "playwright@1.65.1";
const DEBIAN_PACKAGES = { chromium: "chromium", firefox: "firefox-esr" };
const MINUTES = 60_000;

/** @returns {boolean} whether the command went well; if not, its last words are printed */
const run = (command, args) => {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    shell: process.platform === "win32",
    timeout: 10 * MINUTES,
  });
  if (status === 0) return true;
  const words = `${stdout ?? ""}\n${stderr ?? ""}`.trim().split("\n").at(-1);
  console.log(`  ${command} ${args.join(" ")}: ${error?.message ?? words}`);
  return false;
};

/** A download may lie there and not start, for want of system libraries. */
const isReady = (name) => {
  const path = findBrowser(name);
  return path !== undefined && (process.platform === "win32" || run(path, ["--version"]));
};

/** From the one that changes least on the machine. */
const WAYS = [
  {
    title: "downloading one",
    isPossible: (name) => name === "chromium",
    install: (name) => run("npx", ["--yes", PLAYWRIGHT, "install", "--no-shell", name]),
  },
  {
    title: "installing Debian's package",
    isPossible: () => process.getuid?.() === 0 && process.platform === "linux",
    install: (name) => run("apt-get", ["update"]) && run("apt-get", ["install", "-y", DEBIAN_PACKAGES[name]]),
  },
];

const obtain = (name) =>
  WAYS.filter(({ isPossible }) => isPossible(name)).some(({ title, install }) => {
    console.log(`No ${name} that starts: ${title} …`);
    return install(name) && isReady(name);
  });

for (const name of ["chromium"]) {
  if (!isReady(name) && !obtain(name)) console.log(howToGet(name));
}
