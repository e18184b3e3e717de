// What `track()` costs: the call itself, and all that follows from 2,000 calls until the collector has them.
import { setTimeout as pause } from "node:timers/promises";
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure, toMedianFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";
import { mean, median, percentile } from "./statistics.mjs";

const ROUNDS = 3;
const GROUPS = 200;
const PER_GROUP = 10;
/** ms. */
const BETWEEN_GROUPS = 5;
const SENT_WITHIN = 120_000;

/** Tracks in groups; resolves with the µs of every call, or of one that does nothing where there is no tag. Runs in the page. */
const trackInGroups = async (groups, perGroup, between) => {
  const track = window.waymark?.track ?? (() => {});
  const calls = [];
  for (let group = 0; group < groups; group++) {
    for (let i = 0; i < perGroup; i++) {
      const begun = performance.now();
      track("bench", { group, i });
      calls.push((performance.now() - begun) * 1000);
    }
    await new Promise((resolve) => setTimeout(resolve, between));
  }
  return calls;
};

/** The smallest step of the page's clock, µs. Runs in the page. */
const readClockStep = () => {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, last = performance.now(); i < 100_000; i++) {
    const now = performance.now();
    if (now > last) least = Math.min(least, now - last);
    last = now;
  }
  return least * 1000;
};

/** One page's calls, and the main thread's processor time (ms) from the first call until `isDone` resolves. */
async function measure(browser, url, prepare, isDone) {
  const page = await openPage(browser);
  await page.go(url);
  await prepare(page);
  const clockStep = await page.evaluate(readClockStep);
  const before = await page.busy();
  const begun = performance.now();
  const calls = await page.evaluate(trackInGroups, GROUPS, PER_GROUP, BETWEEN_GROUPS);
  await isDone(page);
  const lasted = performance.now() - begun;
  const busy = (await page.busy()) - before;
  await page.close();
  return { calls, busy, lasted, clockStep };
}

/** Both pages for the same time, one after the other. */
async function measureRound(browser) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const arrive = async (page) => {
    const tracked = page.evaluate(() => window.waymark.flush());
    const isHere = ({ entries }) =>
      [...entries.values()].filter(({ name }) => name === "bench").length === GROUPS * PER_GROUP;
    if (!(await collector.arrived(isHere, SENT_WITHIN))) throw new Error("Not all that was tracked has arrived.");
    await tracked;
  };
  const ours = await measure(browser, site.withTag, (page) => page.ready(), arrive);
  const idle = ours.lasted - GROUPS * BETWEEN_GROUPS;
  const without = await measure(
    browser,
    site.without,
    () => pause(1000),
    () => pause(idle),
  );
  site.stop();
  collector.stop();
  return { ours, without };
}

export async function benchTrack({ browser }) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(browser));
  const pick = (key) => rounds.map(({ ours }) => ours[key]);
  const calls = pick("calls").flat();
  const floor = rounds.flatMap(({ without }) => without.calls);
  const each = { unit: "µs", isWhole: true };
  return [
    toFigure({ ...each, name: "track(): a call, median", measured: median(calls), floor: median(floor), budget: 10 }),
    toFigure({
      ...each,
      name: "track(): a call, 99th percentile",
      measured: percentile(calls, 0.99),
      floor: percentile(floor, 0.99),
      budget: 200,
    }),
    toFigure({ ...each, name: "track(): a call, mean", measured: mean(calls), floor: mean(floor) }),
    toFigure({ ...each, name: "track(): the page's clock steps by", measured: Math.min(...pick("clockStep")) }),
    toMedianFigure({
      name: "2,000 calls: on the processor until all is sent",
      unit: "ms",
      samples: pick("busy"),
      floor: rounds.map(({ without }) => without.busy),
      budget: 400,
    }),
  ];
}
