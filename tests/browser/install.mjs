// Sees to it that browser tests have their engines: says nothing when they are there, else downloads or installs them, else
// says in one line each how to get them. Never fails: without a browser the other tests still run.
import { spawnSync } from "node:child_process";
import { ENGINE_NAMES, findBrowser, howToGet, packagesOf } from "./find-browser.mjs";

const PLAYWRIGHT = "playwright@1.65.1";
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
  // WebKit's driver knows no `--version`; Debian's Chromium opens its manual for `--help`.
  const question = name === "webkit" ? "--help" : "--version";
  return path !== undefined && (process.platform === "win32" || run(path, [question]));
};

/** From the one that changes least on the machine; each gets all that it can of what is missing at once. */
const WAYS = [
  {
    title: "downloading",
    mayGet: (name) => name === "chromium",
    get: (names) => run("npx", ["--yes", PLAYWRIGHT, "install", "--no-shell", ...names]),
  },
  {
    title: "installing Debian's packages",
    mayGet: () => process.getuid?.() === 0 && process.platform === "linux",
    get: (names) =>
      run("apt-get", ["update"]) &&
      run("apt-get", ["install", "-y", "--no-install-recommends", ...names.flatMap(packagesOf)]),
  },
];

let missing = ENGINE_NAMES.filter((name) => !isReady(name));
for (const { title, mayGet, get } of WAYS) {
  const wanted = missing.filter(mayGet);
  if (wanted.length === 0) continue;
  console.log(`No ${wanted.join(", ")} that starts: ${title} …`);
  if (get(wanted)) missing = missing.filter((name) => !isReady(name));
}
for (const name of missing) console.log(howToGet(name));
