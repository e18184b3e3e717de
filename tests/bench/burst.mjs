// 10,000 touchpoints in one task: for how long they block the page, and whether all of them arrive.
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure, toMedianFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";

const BURST = 10_000;
const ROUNDS = 5;
/** At one request per 200 ms for 50 entries, 10,000 take 40 s at least. ms. */
const SENT_WITHIN = 180_000;

/** Tracks without a pause; resolves with the ms until the page may do something else. Runs in the page. */
const burst = async (count) => {
  const track = window.waymark?.track ?? (() => {});
  const { port1, port2 } = new MessageChannel();
  const next = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  const begun = performance.now();
  port2.postMessage("");
  for (let i = 0; i < count; i++) track("burst", { i });
  await next;
  return performance.now() - begun;
};

async function measureRound(browser, isLast) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const page = await openPage(browser);
  await page.go(site.without);
  const floor = await page.evaluate(burst, BURST);
  await page.go(site.withTag);
  await page.ready();
  const before = await page.busy();
  const blocked = await page.evaluate(burst, BURST);
  const onCpu = (await page.busy()) - before;
  const countArrived = () => [...collector.entries.values()].filter(({ name }) => name === "burst").length;
  if (isLast) await collector.arrived(() => countArrived() === BURST, SENT_WITHIN);
  const lost = BURST - countArrived();
  await page.close();
  site.stop();
  collector.stop();
  return { blocked, onCpu, floor, lost };
}

export async function benchBurst({ browser }) {
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round++) rounds.push(await measureRound(browser, round === ROUNDS));
  const samples = rounds.map(({ blocked }) => blocked);
  const floor = rounds.map((each) => each.floor);
  return [
    toMedianFigure({ name: "burst of 10,000: blocks the page", unit: "ms", samples, floor, budget: 200 }),
    toMedianFigure({
      name: "burst of 10,000: of it on the processor",
      unit: "ms",
      samples: rounds.map(({ onCpu }) => onCpu),
    }),
    toFigure({ name: "burst of 10,000: lost", unit: "", measured: rounds.at(-1).lost, budget: 0 }),
  ];
}
