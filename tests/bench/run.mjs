// `npm run bench`: what the built SDK costs a page, in a real Chromium, beside the same page without it.
// `npm run bench -- start track` runs some alone; `--json` prints JSON; `--peer file.js` measures another script's start, too.
// Timing fails nothing: the exit code is 0, or 1 when something could not be measured.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { launch } from "puppeteer-core";
import { findBrowser, howToGet } from "../browser/find-browser.mjs";
import { benchBurst } from "./burst.mjs";
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

/** Each takes `{ browser, peers }` and resolves with its figures. */
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
  map: benchMap,
  "map-10m": benchBigMap,
};

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

async function measure(names, peers) {
  const executablePath = findBrowser("chromium");
  if (!executablePath) throw new Error(howToGet("chromium"));
  const before = toLoad();
  const browser = await launch({ executablePath, args: FLAGS });
  try {
    const figures = [];
    for (const name of names) {
      if (!Object.hasOwn(BENCHES, name)) throw new Error(`No bench "${name}": ${Object.keys(BENCHES).join(", ")}.`);
      console.error(`${name} …`);
      figures.push(...(await BENCHES[name]({ browser, peers })));
    }
    const machine = { processor: cpus()[0]?.model, cores: cpus().length, browser: await browser.version() };
    return { figures, machine: { ...machine, loadBefore: before, loadAfter: toLoad() } };
  } finally {
    await browser.close();
  }
}

try {
  const options = { json: { type: "boolean", default: false }, peer: { type: "string", multiple: true, default: [] } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const result = await measure(positionals.length > 0 ? positionals : Object.keys(BENCHES), values.peer);
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
