// What the tag costs while a page loads, on a device four times slower: its own start, and the first seconds as a whole.
import { setTimeout as pause } from "node:timers/promises";
import { startCollectorDouble } from "./collector-double.mjs";
import { toMedianFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";
import { isWithin, readMainThread, recordTrace } from "./trace.mjs";

const THROTTLE = 4;
const ROUNDS = 9;
/** From the first byte parsed, ms. */
const WATCHED = 3000;
const CORE = /\/(?:waymark|peer-\d+)\.js$/;
const OWN = /\/(?:waymark[.\w]*|peer-\d+)\.js$/;

const most = (tasks) => Math.max(0, ...tasks.map(({ ms }) => ms));
const sum = (tasks) => tasks.reduce((total, { ms }) => total + ms, 0);

/** Loads a page as a new visitor does, without caches of any kind, and reads what its main thread did. */
async function load(browser, page, url, watched = WATCHED) {
  await page.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "all" });
  await page.slowDown(THROTTLE);
  const events = await recordTrace(browser, async () => {
    await page.go(url);
    await pause(watched);
  });
  await page.slowDown(1);
  const isOfPage = ({ name, args }) => name === "ParseHTML" && args?.beginData?.url === url;
  const { tasks, timed, begin } = readMainThread(events, isOfPage);
  const early = tasks.filter(({ start }) => start >= begin - 1000 && start < begin + watched);
  const own = timed.filter(({ script }) => OWN.test(script));
  const core = own.find(({ name, script }) => name === "EvaluateScript" && CORE.test(script));
  const started = core && tasks.find((task) => isWithin(core, task));
  return {
    start: started?.ms,
    startOnCpu: started?.cpu,
    ownLongest: most(early.filter((task) => own.some((each) => isWithin(each, task)))),
    longest: most(early),
    busy: sum(early),
  };
}

/** One page is loaded again and again; each page's first load warms up and doesn't count. */
async function loadAll(browser, urls, startPage) {
  const page = await openPage(browser);
  await page.send("Network.setCacheDisabled", { cacheDisabled: true });
  const loads = urls.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, url] of urls.entries()) {
      await page.go(startPage);
      const found = await load(browser, page, url);
      if (round > 0) loads[i].push(found);
    }
  }
  await page.close();
  return loads;
}

/** Every load in a new process. */
async function loadCold(browser, url, startPage) {
  const loads = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await openPage(browser);
    await page.go(startPage);
    loads.push(await load(browser, page, url, 0));
    await page.close();
  }
  return loads;
}

export async function benchStart({ browser, peers }) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url, peers);
  const [ours, without, ...others] = await loadAll(browser, [site.withTag, site.without, ...site.peers], site.without);
  const cold = await loadCold(browser, site.withTag, site.without);
  site.stop();
  collector.stop();
  const pick = (loads, key) => loads.map((found) => found[key]);
  const figure = (name, key, rest) => toMedianFigure({ name, unit: "ms", samples: pick(ours, key), ...rest });
  return [
    figure("start: the script's task, 4x slower", "start", { budget: 15 }),
    figure("start: of it on the processor", "startOnCpu"),
    figure("start: the same as a process's first page", "start", { samples: pick(cold, "start") }),
    ...others.map((loads, i) => figure(`start: ${peers[i]}`, "start", { samples: pick(loads, "start") })),
    figure("load: longest task that runs ours, 4x slower", "ownLongest", { budget: 50 }),
    figure("load: longest task, 4x slower", "longest", { floor: pick(without, "longest"), isWhole: true }),
    figure("load: busy in the first 3 s, 4x slower", "busy", { floor: pick(without, "busy") }),
  ];
}
