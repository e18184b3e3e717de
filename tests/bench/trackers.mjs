// What all trackers together cost a crowded page whose nodes change all the time, while a visitor clicks, types and scrolls.
import { setTimeout as pause } from "node:timers/promises";
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";
import { percentile } from "./statistics.mjs";
import { isWithin, readMainThread, recordTrace } from "./trace.mjs";

const THROTTLE = 4;
const TURNS = 40;
/** Long enough for every verdict on a click, and for a look at what changes all the time, ms. */
const AFTER = 7000;
/** What is clicked: a button that answers, a dead one, one that only looks so, words, a field. */
const PLACES = ["#live", "#dead", "#hand", "h1", "[name=street]"];

const middleOf = (selector) => {
  const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

async function takeTurn(page, places) {
  const at = (type, { x, y }, rest) => page.send("Input.dispatchMouseEvent", { type, x, y, ...rest });
  for (const place of places) {
    await at("mouseMoved", place);
    await at("mousePressed", place, { button: "left", clickCount: 1 });
    await at("mouseReleased", place, { button: "left", clickCount: 1 });
  }
  await page.send("Input.dispatchKeyEvent", { type: "keyDown", key: "a", code: "KeyA", text: "a" });
  await page.send("Input.dispatchKeyEvent", { type: "keyUp", key: "a", code: "KeyA" });
  for (const deltaY of [40, -40]) await at("mouseWheel", places[0], { deltaX: 0, deltaY });
}

/** Every call of ours on the page's main thread, and what was recalculated within one. */
async function watch(browser, url, throttle) {
  const page = await openPage(browser);
  await page.go(url);
  await page.ready();
  const places = [];
  for (const selector of PLACES) places.push(await page.evaluate(middleOf, selector));
  await page.slowDown(throttle);
  const events = await recordTrace(browser, async () => {
    for (let turn = 0; turn < TURNS; turn++) await takeTurn(page, places);
    await pause(AFTER);
  });
  await page.close();
  const isClick = ({ name, args }) => name === "EventDispatch" && args?.data?.type === "click";
  const { timed } = readMainThread(events, isClick);
  const calls = timed.filter(({ name, script }) => name === "FunctionCall" && /\/waymark[.\w]*\.js$/.test(script));
  const heard = timed.filter(({ name }) => name === "EventDispatch");
  const isOfEvent = (call) => heard.some((event) => isWithin(call, event));
  const recalculated = timed.filter(({ name }) => name === "Layout" || name === "UpdateLayoutTree");
  const isForced = (each) => calls.some((call) => isOfEvent(call) && isWithin(each, call));
  return {
    listeners: calls.filter(isOfEvent),
    others: calls.filter((call) => !isOfEvent(call)),
    forced: recalculated.filter(isForced),
    recalculated,
  };
}

export async function benchTrackers({ browser }) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const fast = await watch(browser, site.crowded, 1);
  const slow = await watch(browser, site.crowded, THROTTLE);
  site.stop();
  collector.stop();
  if (slow.recalculated.length === 0) throw new Error("The page was never laid out: nothing could have been forced.");
  const toPercentile = (name, timed, share, budget) => {
    const samples = timed.map(({ cpu }) => cpu);
    return toFigure({ name: `trackers: ${name}`, unit: "ms", measured: percentile(samples, share), budget });
  };
  const forced = fast.forced.length + slow.forced.length;
  return [
    toPercentile("a listener, 99th percentile", fast.listeners, 0.99, 1),
    // Read with care, as those of input: the throttle stops the thread for some ms at a time, in whatever call it is.
    toPercentile("a listener, 99th percentile, 4x slower", slow.listeners, 0.99, 1),
    toPercentile("a listener, median, 4x slower", slow.listeners, 0.5),
    toPercentile("an observer or timer, 99th percentile", fast.others, 0.99),
    toPercentile("an observer or timer, 99th percentile, 4x slower", slow.others, 0.99),
    toFigure({ name: "trackers: styles and layouts forced by a listener", unit: "", measured: forced, budget: 0 }),
  ];
}
