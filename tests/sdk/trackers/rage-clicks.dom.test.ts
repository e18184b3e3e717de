import type { FrictionTuning } from "@waymark/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { trackRageClicks } from "../../../packages/sdk/src/trackers/rage-clicks.ts";
import { watchFriction } from "./friction-fixture.ts";
import { click as clickOnce, find, press } from "./visitor-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const track = (options?: FrictionTuning["rage-click"]) => {
  watched = watchFriction(options && { "rage-click": options });
  stop = watched.run(trackRageClicks);
};
/** Lets mutation observers and timers see what happened. */
const pass = async (ms: number) => {
  watched.clock.forward(ms);
  await vi.advanceTimersByTimeAsync(ms);
};
const click = async (selector: string, init?: PointerEventInit, after = 100) => {
  clickOnce(selector, init);
  await pass(after);
};
const clickOften = async (selector: string, times = 3, init?: PointerEventInit) => {
  for (let i = 0; i < times; i++) await click(selector, init);
};

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML =
    "<button id='dead'>x</button><button id='other'>x</button><input id='text'><input id='send' type='submit'><p>x</p>";
});
afterEach(() => {
  stop();
  watched.end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test("clicks that do nothing are told once, after half a second of quiet, with their number", async () => {
  track();
  await clickOften("#dead", 5);
  expect(watched.signs).toEqual([]);
  await pass(500);
  const data = { clicks: 5 };
  expect(watched.signs).toEqual([{ type: "rage-click", name: "button[id=dead]", data }]);
  await pass(5000);
  expect(watched.signs).toHaveLength(1);
});

test("two clicks are none, and neither are slow ones or ones far apart", async () => {
  track();
  await clickOften("#dead", 2);
  await pass(500);
  for (let i = 0; i < 4; i++) await click("#dead", {}, 600);
  await pass(500);
  for (let x = 0; x < 4; x++) await click("#dead", { clientX: x * 40 });
  await pass(500);
  expect(watched.signs).toEqual([]);
});

test("a button that answers its clicks is none", async () => {
  track();
  find("#dead").addEventListener("click", () => find("p").append("more"));
  await clickOften("#dead", 6);
  await pass(500);
  expect(watched.signs).toEqual([]);
});

test("one effect is not enough", async () => {
  track();
  find("#dead").addEventListener("click", () => find("p").append("more"), { once: true });
  await clickOften("#dead", 4);
  await pass(500);
  expect(watched.signs).toHaveLength(1);
});

test("text fields are clicked often for good reasons, buttons of forms are not", async () => {
  track();
  await clickOften("#text", 5);
  await pass(500);
  expect(watched.signs).toEqual([]);
  await clickOften("#send");
  await pass(500);
  expect(watched.signs).toHaveLength(1);
});

test("other buttons of the mouse, scripts' clicks, and words that are selected are none", async () => {
  track();
  await clickOften("#dead", 5, { button: 1 });
  await clickOften("#dead", 5, { ctrlKey: true });
  for (let i = 0; i < 5; i++) find("#dead").click();
  await pass(500);
  vi.spyOn(document, "getSelection").mockReturnValue({ isCollapsed: false } as Selection);
  await clickOften("#dead", 5);
  await pass(500);
  expect(watched.signs).toEqual([]);
});

test("another target ends the burst: two spots do not add up, and what was rage is told at once", async () => {
  track();
  await clickOften("#dead", 2);
  await clickOften("#other", 2);
  expect(watched.signs).toEqual([]);
  await clickOften("#dead", 3);
  await click("#other");
  expect(watched.signs.map(({ name }) => name)).toEqual(["button[id=dead]"]);
});

test("what answers as soon as the pointer is down, or a little after the click, is none", async () => {
  track();
  for (let i = 0; i < 4; i++) {
    clickOnce("#dead", {}, () => find("p").append("more"));
    await pass(100);
  }
  await pass(500);
  find("#other").addEventListener("click", () => setTimeout(() => find("p").append("more"), 80));
  await clickOften("#other", 4);
  await pass(500);
  expect(watched.signs).toEqual([]);
});

test("what shows the pointer's hand is raged at as a button is, plain words are not", async () => {
  track();
  document.body.innerHTML = `<main><div id="card" style="cursor: pointer"><span id="x" style="cursor: pointer">x</span></div><p>x</p></main>`;
  await clickOften("p", 5);
  await pass(2000);
  await clickOften("#x", 5);
  await pass(2000);
  expect(watched.signs).toEqual([{ type: "rage-click", name: "div[id=card]", data: { clicks: 5 } }]);
});

test("a control over a canvas answers in a picture, so nothing is known of it", async () => {
  track();
  document.body.innerHTML = `<div><div><canvas></canvas></div><div><button id="zoom">+</button></div></div>`;
  await clickOften("#zoom", 5);
  await pass(2000);
  expect(watched.signs).toEqual([]);
});

test("the owner may ask for more clicks", async () => {
  track({ clicks: 4 });
  await clickOften("#dead", 3);
  await pass(500);
  expect(watched.signs).toEqual([]);
  await clickOften("#dead", 4);
  await pass(500);
  expect(watched.signs).toHaveLength(1);
});
test("clicks by the keyboard are none", async () => {
  track();
  for (let i = 0; i < 6; i++) press("#dead");
  await pass(500);
  expect(watched.signs).toEqual([]);
});

test("nothing is told after its stop, nor of a burst before it", async () => {
  track();
  await clickOften("#dead");
  stop();
  await clickOften("#dead");
  await pass(500);
  expect(watched.signs).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
