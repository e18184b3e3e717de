// What clicks, keys and pointer moves cost with our listeners on them, at full speed and on a device four times slower.
import { startCollectorDouble } from "./collector-double.mjs";
import { toFigure } from "./figure.mjs";
import { openPage } from "./open-page.mjs";
import { servePage } from "./serve-page.mjs";
import { percentile } from "./statistics.mjs";
import { isWithin, readMainThread, recordTrace } from "./trace.mjs";

const THROTTLE = 4;
const TURNS = 100;
const HEARD = ["pointermove", "pointerdown", "click", "keydown", "input", "scroll"];

const middleOf = (selector) => {
  const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

/** A person's turn: points elsewhere, clicks the button, clicks into the field and types. */
async function takeTurn(page, button, field) {
  const at = (type, { x, y }, rest) => page.send("Input.dispatchMouseEvent", { type, x, y, ...rest });
  const click = async (place) => {
    await at("mouseMoved", place);
    await at("mousePressed", place, { button: "left", clickCount: 1 });
    await at("mouseReleased", place, { button: "left", clickCount: 1 });
  };
  await click(button);
  await click(field);
  await page.send("Input.dispatchKeyEvent", { type: "keyDown", key: "a", code: "KeyA", text: "a" });
  await page.send("Input.dispatchKeyEvent", { type: "keyUp", key: "a", code: "KeyA" });
}

/** What ran for the visitor's events: each event with all that followed in its task, and our listeners in it. */
async function interact(browser, url, throttle) {
  const page = await openPage(browser);
  await page.go(url);
  await page.ready();
  const button = await page.evaluate(middleOf, "#next");
  const field = await page.evaluate(middleOf, "[name=street]");
  await page.slowDown(throttle);
  const events = await recordTrace(browser, async () => {
    for (let turn = 0; turn < TURNS; turn++) await takeTurn(page, button, field);
  });
  await page.close();
  const { timed } = readMainThread(
    events,
    ({ name, args }) => name === "EventDispatch" && args?.data?.type === "click",
  );
  const inputs = timed.filter(({ name, type }) => name === "EventDispatch" && HEARD.includes(type));
  const isOurs = ({ name, script }) => name === "FunctionCall" && /\/waymark[.\w]*\.js$/.test(script);
  const listeners = timed.filter((each) => isOurs(each) && inputs.some((input) => isWithin(each, input)));
  return { inputs, listeners };
}

export async function benchInput({ browser }) {
  const collector = await startCollectorDouble();
  const site = await servePage(collector.url);
  const fast = await interact(browser, site.withTag, 1);
  const slow = await interact(browser, site.withTag, THROTTLE);
  site.stop();
  collector.stop();
  // Processor time: an event is so short that another program's turn would be all that is seen.
  const toPercentile = (name, timed, share, budget) => {
    const samples = timed.map(({ cpu }) => cpu);
    return toFigure({ name: `input: ${name}`, unit: "ms", measured: percentile(samples, share), budget });
  };
  const clicks = slow.inputs.filter(({ type }) => type === "click");
  return [
    toPercentile("a listener, 99th percentile", fast.listeners, 0.99, 1),
    // Read with care: work of about 1 ms came out unchanged or up to ten times longer under the throttle, not four times.
    toPercentile("a listener, 99th percentile, 4x slower", slow.listeners, 0.99, 1),
    toPercentile("a click with all that follows, median, 4x slower", clicks, 0.5),
    toPercentile("a click with all that follows, 99th percentile, 4x slower", clicks, 0.99),
  ];
}
