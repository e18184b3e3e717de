import { afterEach, beforeEach, expect, test } from "vitest";
import { trackExitIntent } from "../../../packages/sdk/src/trackers/exit-intent.ts";
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

beforeEach(() => {
  watched = watchFriction();
  stop = trackExitIntent(watched.context);
  watched.clock.forward(5000);
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

test("the pointer that leaves through the top edge is told, once in each place", () => {
  leave();
  leave();
  expect(watched.signs).toEqual([{ type: "exit-intent", name: "checkout/cart" }]);
  watched.goTo({ stage: "checkout", step: "payment" });
  leave();
  expect(watched.signs.map(({ name }) => name)).toEqual(["checkout/cart", "checkout/payment"]);
});

test.each<[string, () => void]>([
  ["through another edge", () => leave({ clientY: 100 })],
  ["to another element", () => leave({ relatedTarget: document.body })],
  ["a finger", () => leave({ pointerType: "touch" })],
  ["downwards", () => leave({}, -10)],
])("it is not told: %s", (_, act) => {
  act();
  expect(watched.signs).toEqual([]);
});

test("nor in the first five seconds", () => {
  stop();
  stop = trackExitIntent(watched.context);
  watched.clock.forward(4999);
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

test("nothing is told after its stop", () => {
  stop();
  leave();
  expect(watched.signs).toEqual([]);
});
