// What the tag keeps in memory once it has loaded its parts.
import { startCollectorDouble } from "./collector-double.mjs";
import { toMedianFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";

const ROUNDS = 5;

/** kB of a page's heap with all garbage gone. */
async function readHeap(page) {
  await page.send("HeapProfiler.collectGarbage");
  const { usedSize } = await page.send("Runtime.getHeapUsage");
  return usedSize / 1000;
}

/** Both pages one after the other. */
async function measureRound(page, { withTag, without }) {
  await page.go(without);
  const floor = await readHeap(page);
  await page.go(withTag);
  await page.ready();
  return { floor, measured: await readHeap(page) };
}

export async function benchHeap({ browser }) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const first = [];
  const later = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await openPage(browser);
    first.push(await measureRound(page, site));
    later.push(await measureRound(page, site));
    await page.close();
  }
  site.stop();
  collector.stop();
  const toHeap = (name, rounds, budget) =>
    toMedianFigure({
      name,
      unit: "kB",
      samples: rounds.map(({ measured }) => measured),
      floor: rounds.map(({ floor }) => floor),
      budget,
    });
  return [
    toHeap("heap after start", later, 150),
    // What the browser builds once per process for all the platform that is used for the first time is in here.
    toHeap("heap after start, first page of a process", first),
  ];
}
