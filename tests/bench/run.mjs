// `npm run bench`: what the built SDK costs a page, in a real Chromium, beside the same page without it, and what the
// built collector takes, beside node:http and JSON.parse alone.
// `npm run bench -- start track` runs some alone; `--json` prints JSON; `--peer file.js` measures another script's start, too;
// `--seconds 10` is how long the collector is under load.
// Timing fails nothing: the exit code is 0, or 1 when something could not be measured.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { launch } from "puppeteer-core";
import { findBrowser, howToGet } from "../browser/find-browser.mjs";
import { benchBurst } from "./burst.mjs";
import { benchCollector } from "./collector.mjs";
import { benchHeap } from "./heap.mjs";
import { benchInput } from "./input.mjs";
import { benchBigMap, benchMap } from "./map.mjs";
import { toTable } from "./print-table.mjs";
import { benchQueue } from "./queue.mjs";
import { benchReplay } from "./replay.mjs";
import { benchRequests } from "./requests.mjs";
import { benchStart } from "./start.mjs";
import { benchSurvey } from "./survey.mjs";
import { benchTrack } from "./track.mjs";
import { benchTrackers } from "./trackers.mjs";

/** Each takes `{ browser, peers, seconds }` and resolves with its figures. */
const BENCHES = {
  start: benchStart,
  track: benchTrack,
  burst: benchBurst,
  queue: benchQueue,
  heap: benchHeap,
  requests: benchRequests,
  input: benchInput,
  trackers: benchTrackers,
  survey: benchSurvey,
  replay: benchReplay,
  collector: benchCollector,
  map: benchMap,
  "map-10m": benchBigMap,
};
/** Those that no browser has a part in. */
const WITHOUT_BROWSER = ["replay", "collector"];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
  // A page that is kept for the back button would be counted as memory of the one after it.
  "--disable-features=BackForwardCache",
];

const toLoad = () =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(" ");

async function launchBrowser() {
  const executablePath = findBrowser("chromium");
  if (!executablePath) throw new Error(howToGet("chromium"));
  return await launch({ executablePath, args: FLAGS });
}

async function measure(names, settings) {
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown) throw new Error(`No bench "${unknown}": ${Object.keys(BENCHES).join(", ")}.`);
  const before = toLoad();
  const browser = names.every((name) => WITHOUT_BROWSER.includes(name)) ? undefined : await launchBrowser();
  try {
    const figures = [];
    for (const name of names) {
      console.error(`${name} …`);
      figures.push(...(await BENCHES[name]({ browser, ...settings })));
    }
    const node = `Node ${process.version}`;
    const machine = { processor: cpus()[0]?.model, cores: cpus().length, browser: (await browser?.version()) ?? node };
    return { figures, machine: { ...machine, loadBefore: before, loadAfter: toLoad() } };
  } finally {
    await browser?.close();
  }
}

const toSeconds = (text) => {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Error(`--seconds ${text}: give a whole number from 1 to 9999.`);
};

try {
  const options = {
    json: { type: "boolean", default: false },
    peer: { type: "string", multiple: true, default: [] },
    seconds: { type: "string", default: "60" },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const settings = { peers: values.peer, seconds: toSeconds(values.seconds) };
  const result = await measure(positionals.length > 0 ? positionals : Object.keys(BENCHES), settings);
  const { processor, cores, browser, loadBefore, loadAfter } = result.machine;
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else {
    console.log(`\n${toTable(result.figures)}\n`);
    console.log(`${processor}, ${cores} cores; load ${loadBefore} before, ${loadAfter} after; ${browser}`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
