import { afterEach, beforeEach, expect, test } from "vitest";
import { trackExitIntent } from "../../../packages/sdk/src/trackers/exit-intent.ts";
import { type Watched, watch } from "../fixtures.ts";

let watched: Watched;
let stop = () => {};
let place = "checkout/cart";
const point = (type: string, init: PointerEventInit) =>
  document.body.dispatchEvent(
    new PointerEvent(type, { bubbles: true, pointerType: "mouse", relatedTarget: null, ...init }),
  );
const leave = (init: PointerEventInit = {}, from = 50) => {
  point("pointermove", { clientY: from });
  point("pointerout", { clientY: -2, ...init });
};

beforeEach(() => {
  place = "checkout/cart";
  watched = watch();
  stop = trackExitIntent({ ...watched.context, placeName: () => place });
  watched.context.clock.forward(5000);
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

test("the pointer that leaves through the top edge is told, once in each place", () => {
  leave();
  leave();
  expect(watched.told).toEqual([
    { kind: "friction", type: "exit-intent", name: "checkout/cart", data: { weight: 0.5 } },
  ]);
  place = "checkout/payment";
  leave();
  expect(watched.told.map(({ name }) => name)).toEqual(["checkout/cart", "checkout/payment"]);
});

test.each<[string, () => void]>([
  ["through another edge", () => leave({ clientY: 100 })],
  ["to another element", () => leave({ relatedTarget: document.body })],
  ["a finger", () => leave({ pointerType: "touch" })],
  ["downwards", () => leave({}, -10)],
])("it is not told: %s", (_, act) => {
  act();
  expect(watched.told).toEqual([]);
});

test("nor in the first five seconds", () => {
  stop();
  stop = trackExitIntent({ ...watched.context, placeName: () => place });
  watched.context.clock.forward(4999);
  leave();
  expect(watched.told).toEqual([]);
});

test("nor while a field has the focus", () => {
  const input = document.createElement("input");
  document.body.append(input);
  input.focus();
  leave();
  expect(watched.told).toEqual([]);
  input.blur();
  leave();
  expect(watched.told).toHaveLength(1);
});

test("nothing is told after its stop", () => {
  stop();
  leave();
  expect(watched.told).toEqual([]);
});
