import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { trackExitIntent } from "../../../packages/sdk/src/trackers/exit-intent.ts";
import { makeEntry } from "../fixtures.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const point = (type: string, init: PointerEventInit) =>
  document.body.dispatchEvent(
    new PointerEvent(type, { bubbles: true, pointerType: "mouse", relatedTarget: null, ...init }),
  );
const leave = (init: PointerEventInit = {}, from = 50) => {
  point("pointermove", { clientY: from });
  point("pointerout", { clientY: -2, ...init });
};
const enterPage = () => watched.hear(makeEntry({ type: "page", mono: watched.clock.mono() }));
const track = (own: Parameters<typeof watched.run>[1] = {}) => {
  stop();
  stop = watched.run(trackExitIntent, own);
};

beforeEach(() => {
  vi.useFakeTimers();
  watched = watchFriction();
  enterPage();
  track();
  watched.clock.forward(5000);
});
afterEach(() => {
  stop();
  watched.end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test("the mouse that leaves through the top edge is told, once in each step", () => {
  leave();
  leave();
  expect(watched.signs).toEqual([{ type: "exit-intent", name: "checkout/cart" }]);
  watched.goTo({ stage: "checkout", step: "payment" });
  leave();
  watched.goTo({ stage: "checkout", step: "cart" });
  leave();
  expect(watched.signs.map(({ name }) => name)).toEqual(["checkout/cart", "checkout/payment"]);
});

test("nor again on the next page of the step, where the tab remembers it", () => {
  watched.hear(makeEntry({ kind: "friction", type: "exit-intent", name: "checkout/cart" }));
  track();
  leave();
  expect(watched.signs).toEqual([]);
});

test.each<[string, () => void]>([
  ["through another edge", () => leave({ clientY: 100 })],
  ["to another element", () => leave({ relatedTarget: document.body })],
  ["a finger", () => leave({ pointerType: "touch" })],
  ["downwards", () => leave({}, -10)],
  ["with a pressed button: something is dragged", () => leave({ buttons: 1 })],
])("it is not told: %s", (_, act) => {
  act();
  expect(watched.signs).toEqual([]);
});

test("nor in the first five seconds of a page, or of a route", () => {
  enterPage();
  watched.clock.forward(4999);
  leave();
  expect(watched.signs).toEqual([]);
  watched.clock.forward(1);
  leave();
  expect(watched.signs).toHaveLength(1);
});

test("a page is as old as it is, however late this part was loaded", () => {
  track();
  leave();
  expect(watched.signs).toHaveLength(1);
});

test("nothing but a page makes it young again", () => {
  watched.hear(makeEntry({ type: "click", mono: watched.clock.mono() }));
  leave();
  expect(watched.signs).toHaveLength(1);
});

test("the owner may wait longer", () => {
  track({ tuning: { "exit-intent": { after: "8s" } } });
  leave();
  expect(watched.signs).toEqual([]);
  watched.clock.forward(3000);
  leave();
  expect(watched.signs).toHaveLength(1);
});

test("nor while a field in a shadow root has the focus", () => {
  const host = document.body.appendChild(document.createElement("div"));
  const input = host.attachShadow({ mode: "open" }).appendChild(document.createElement("input"));
  input.focus();
  leave();
  expect(watched.signs).toEqual([]);
});

test("nor while a field has the focus", () => {
  const input = document.createElement("input");
  document.body.append(input);
  input.focus();
  leave();
  expect(watched.signs).toEqual([]);
  input.blur();
  leave();
  expect(watched.signs).toHaveLength(1);
});

/** A page of ten viewports, scrolled from one place to another in so many ms. */
const scroll = async (from: number, to: number, ms = 200, isByFinger = true) => {
  let top = from;
  const measures = { scrollTop: () => top, clientHeight: () => 500, scrollHeight: () => 5500 };
  for (const [name, get] of Object.entries(measures))
    vi.spyOn(document.documentElement, name as "scrollTop", "get").mockImplementation(get);
  const move = async () => {
    if (isByFinger) document.body.dispatchEvent(new Event("touchmove", { bubbles: true }));
    document.dispatchEvent(new Event("scroll"));
    await vi.advanceTimersByTimeAsync(40);
  };
  await move();
  top = to;
  watched.clock.forward(ms);
  await move();
};

test("a finger that flings the page up is told with a smaller weight", async () => {
  await scroll(2000, 1500);
  expect(watched.signs).toEqual([{ type: "exit-intent", name: "checkout/cart", data: { weight: 0.3 } }]);
  leave();
  expect(watched.signs).toHaveLength(1);
});

test.each<[string, () => Promise<void>]>([
  ["slowly", () => scroll(2000, 1900)],
  ["down", () => scroll(2000, 4000)],
  ["from near the top", () => scroll(1000, 0)],
  ["by a script, as for a new route", () => scroll(4000, 0, 200, false)],
  ["within a frame, which says nothing of speed", () => scroll(2000, 1900, 50)],
])("a scroll is not told: %s", async (_, act) => {
  await act();
  expect(watched.signs).toEqual([]);
});

test("nor the scroll of a part of the page", async () => {
  const read = vi.spyOn(document.documentElement, "scrollTop", "get");
  document.body.dispatchEvent(new Event("touchmove", { bubbles: true }));
  document.body.dispatchEvent(new Event("scroll"));
  await vi.advanceTimersByTimeAsync(100);
  expect(read).not.toHaveBeenCalled();
});

test("nothing is told after its stop, nor of a scroll before it", async () => {
  stop();
  leave();
  await scroll(2000, 1500);
  expect(watched.signs).toEqual([]);
});
