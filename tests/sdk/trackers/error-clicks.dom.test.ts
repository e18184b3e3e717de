import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { trackErrorClicks } from "../../../packages/sdk/src/trackers/error-clicks.ts";
import { watchFriction } from "./friction-fixture.ts";
import { click, find, pass, press } from "./visitor-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const wait = (ms: number) => pass(watched.clock, ms);
const fail = (init: ErrorEventInit = { error: new TypeError("secret") }) =>
  window.dispatchEvent(new ErrorEvent("error", init));
const reject = (reason: unknown) => window.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<button id="one">x</button><button id="two">x</button><p id="words">x</p>`;
  watched = watchFriction();
  stop = watched.run(trackErrorClicks);
});
afterEach(() => {
  stop();
  watched.end();
  vi.useRealTimers();
  document.body.replaceChildren();
});

test("an error within a second after a click is told by its class, with how long after, once a click", async () => {
  click("#one");
  await wait(300);
  fail();
  fail({ error: new RangeError("secret") });
  await wait(50);
  expect(watched.signs).toEqual([
    { type: "error-click", name: "button[id=one]", data: { error: "TypeError", after: 300 } },
  ]);
  expect(JSON.stringify(watched.signs)).not.toContain("secret");
});

test("so is a promise that was rejected, what another origin's script threw, and what a key led to", async () => {
  press("#one");
  reject(new SyntaxError("secret"));
  await wait(20_000);
  click("#two");
  fail({ message: "Script error." });
  await wait(50);
  expect(watched.signs.map(({ name, data }) => [name, data?.error])).toEqual([
    ["button[id=one]", "SyntaxError"],
    ["button[id=two]", "script error"],
  ]);
});

test("one that throws at every click is told seldom", async () => {
  for (let i = 0; i < 12; i++) {
    click("#one");
    fail({ error: new TypeError(), lineno: i });
    await wait(1000);
  }
  expect(watched.signs).toHaveLength(2);
});

test("none later than a second, before any click, and none that comes without clicks, too", async () => {
  fail();
  click("#one");
  await wait(1100);
  fail({ error: new RangeError() });
  await wait(5000);
  for (let i = 0; i < 10; i++) {
    if (i % 3 === 2) click("#one");
    await wait(300);
    fail({ error: new Error("poll"), lineno: 7 });
  }
  expect(watched.signs).toEqual([]);
});

test.each<[string, () => void]>([
  ["a request that was called off", () => reject(new DOMException("", "AbortError"))],
  ["what browsers report of resizing", () => fail({ message: "ResizeObserver loop limit exceeded" })],
  ["a picture that did not load", () => find("p").dispatchEvent(new Event("error"))],
])("%s is none", async (_, happen) => {
  click("#one");
  happen();
  await wait(50);
  expect(watched.signs).toEqual([]);
});

test("what a script clicks, what was opted out and what can't be clicked are none", async () => {
  find("#one").click();
  fail();
  find("#two").setAttribute("data-waymark-ignore", "");
  click("#two");
  fail({ error: new RangeError() });
  click("#words");
  fail({ error: new EvalError() });
  await wait(2000);
  expect(watched.signs).toEqual([]);
});

test("nothing is told after its stop", async () => {
  click("#one");
  stop();
  fail();
  expect(watched.signs).toEqual([]);
});
