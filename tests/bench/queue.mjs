// Whether a long queue costs more than an empty one: what 10 touchpoints and what a request cost with 20,000 waiting and with
// none. The queue is written as an earlier page would have left it; back-off keeps it from being sent until it is asked for.
import { setTimeout as pause } from "node:timers/promises";
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";
import { median } from "./statistics.mjs";

/** A little less than the queue may hold, since the page adds its own. */
const FULL = 19_900;
const PER_ROW = 50;
const TASKS = 200;
const PER_TASK = 10;
/** ms. */
const BETWEEN_TASKS = 20;
const REQUESTS = 30;
/** Rows that wait at once where the queue is said to be empty: so many requests are sent in a run. */
const FEW_ROWS = 3;
const SENT_WITHIN = 60_000;

/** Writes rows as `pipeline/queue.ts` does, and with `isHeld` a back-off of an hour. Runs in the page. */
const fill = async (rows, perRow, isHeld) => {
  const open = indexedDB.open("waymark-bench-1");
  const done = (request, event = "success") => new Promise((resolve) => request.addEventListener(event, resolve));
  open.onupgradeneeded = () => open.result.createObjectStore("rows");
  await done(open);
  const transaction = open.result.transaction("rows", "readwrite");
  const store = transaction.objectStore("rows");
  const toId = (number) =>
    crypto.randomUUID().replace(/^.{18}/, `019a0000-${number.toString(16).padStart(4, "0")}-7000`);
  const at = Date.now();
  window.written = window.written ?? 0;
  for (let row = 0; row < rows; row++) {
    const begun = window.written++;
    const entries = Array.from({ length: perRow }, (_, seq) => {
      const entry = {
        id: toId(begun),
        kind: "touchpoint",
        type: "custom",
        name: "waiting",
        at,
        mono: 1,
        tab: "earlier",
      };
      const page = { url: `${location.origin}/checkout` };
      return { ...entry, seq: begun * perRow + seq + 1, stage: "checkout", step: "address", page, data: { seq } };
    }).map((entry) => ({ id: entry.id, body: JSON.stringify(entry) }));
    const characters = entries.reduce((sum, { body }) => sum + body.length, 0);
    const key = ["e", 3, entries[0].id, perRow, characters];
    store.put({ key, visitor: toId(0), session: toId(0), level: "idb", tries: 0, entries }, key);
  }
  if (isHeld) store.put({ failures: 1, nextAt: at + 3_600_000, isUnknown: true }, ["b"]);
  await done(transaction, "complete");
  open.result.close();
};

/** Tracks task by task; resolves with the µs of each task's calls, and the ms until all of it is kept. Runs in the page. */
const trackTasks = async (tasks, perTask, between) => {
  const [calls, kept] = [[], []];
  for (let task = 0; task < tasks; task++) {
    const begun = performance.now();
    const promises = Array.from({ length: perTask }, (_, i) => window.waymark.track("bench", { task, i }));
    calls.push((performance.now() - begun) * 1000);
    await Promise.all(promises);
    kept.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, between));
  }
  return { calls, kept };
};

/** What tasks cost while nothing can be sent. */
async function measureTasks(page) {
  const before = await page.busy();
  const { calls, kept } = await page.evaluate(trackTasks, TASKS, PER_TASK, BETWEEN_TASKS);
  return { call: median(calls), kept: median(kept), busy: ((await page.busy()) - before) / TASKS };
}

/** Has the page send until so many requests more have come; resolves with the processor's ms of one,
 * and the ms from one to the next. */
async function measureRequests(page, collector, count) {
  const [before, posts] = [await page.busy(), collector.posts];
  await page.evaluate(() => void window.waymark.flush());
  const isHere = () => collector.posts >= posts + count;
  if (!(await collector.arrived(isHere, SENT_WITHIN))) throw new Error("The queue is not sent.");
  const [first, ...rest] = collector.postedAt.slice(posts);
  return { busy: ((await page.busy()) - before) / (rest.length + 1), between: (rest.at(-1) - first) / rest.length };
}

/** One page over a queue of so many entries. */
async function measure(browser, queued) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const page = await openPage(browser);
  await page.go(site.without);
  await page.evaluate(fill, queued / PER_ROW, PER_ROW, true);
  await page.go(site.withTag);
  await page.ready();
  const tasks = await measureTasks(page);
  if (collector.posts > 0) throw new Error("The queue was sent before its time.");
  // Ends the back-off; then what was tracked goes, where that is all there is.
  await page.evaluate(() => void dispatchEvent(new Event("online")));
  const isBegun = () => (queued ? collector.posts > 0 : collector.entries.size >= TASKS * PER_TASK);
  if (!(await collector.arrived(isBegun, SENT_WITHIN))) throw new Error("The back-off does not end.");
  const requests = [];
  if (queued) requests.push(await measureRequests(page, collector, REQUESTS));
  else {
    for (let sent = 0; sent < REQUESTS; sent += FEW_ROWS) {
      await pause(500);
      await page.evaluate(fill, FEW_ROWS, PER_ROW, false);
      requests.push(await measureRequests(page, collector, FEW_ROWS));
    }
  }
  await page.close();
  site.stop();
  collector.stop();
  const pick = (key) => median(requests.map((each) => each[key]));
  return { ...tasks, request: pick("busy"), between: pick("between") };
}

export async function benchQueue({ browser }) {
  const none = await measure(browser, 0);
  const full = await measure(browser, FULL);
  const toPair = (name, unit, key) => [
    toFigure({
      name: `queue of 20,000 (without: of none): ${name}`,
      unit,
      measured: full[key],
      floor: none[key],
      isWhole: true,
    }),
    toFigure({ name: `queue of 20,000: ${name}, times as much`, unit: "", measured: full[key] / none[key], budget: 2 }),
  ];
  return [
    ...toPair("10 track() calls", "µs", "call"),
    ...toPair("10 entries, until kept", "ms", "kept"),
    ...toPair("10 entries, on the processor", "ms", "busy"),
    ...toPair("a request, on the processor", "ms", "request"),
    ...toPair("from one request to the next", "ms", "between"),
  ];
}
