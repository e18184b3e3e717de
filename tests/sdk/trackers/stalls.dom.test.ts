import type { Configuration, FrictionTuning } from "@waymark/protocol";
import { afterEach, expect, test } from "vitest";
import { trackStalls } from "../../../packages/sdk/src/trackers/stalls.ts";
import { watchFriction } from "./friction-fixture.ts";

const plan: Configuration = {
  stages: [
    { id: "choose", steps: [{ id: "listing" }, { id: "product" }, { id: "compare" }] },
    { id: "checkout", steps: [{ id: "cart" }, { id: "done", goal: true }] },
  ],
};
const listing = { stage: "choose", step: "listing" };
const MINUTE = 60_000;

let watched: ReturnType<typeof watchFriction>;
let stop = () => {};
const track = (tuning: Partial<FrictionTuning> = {}, engaged = 0) => {
  watched = watchFriction(tuning, plan);
  watched.goTo(listing);
  watched.engage(engaged);
  stop = watched.run(trackStalls);
};
const enter = () => document.body.dispatchEvent(new Event("input", { bubbles: true }));

afterEach(() => {
  stop();
  watched.end();
});

test("a minute without a way on is told once, with the time in the step", () => {
  track();
  watched.engage(55_000);
  expect(watched.signs).toEqual([]);
  watched.engage(5000);
  watched.engage(MINUTE);
  expect(watched.signs).toEqual([{ type: "stall", name: "choose/listing", data: { engaged: MINUTE } }]);
});

test("the next step stalls anew", () => {
  track();
  watched.engage(MINUTE);
  watched.goTo({ stage: "choose", step: "product" });
  watched.engage(5000);
  watched.engage(MINUTE);
  expect(watched.signs.map(({ name }) => name)).toEqual(["choose/listing", "choose/product"]);
});

test.each([
  ["on the last step", { stage: "choose", step: "compare" }],
  ["in a stage with a goal", { stage: "checkout", step: "cart" }],
  ["outside of the plan", { stage: null, step: "/" }],
])("not %s", (_, place) => {
  track();
  watched.goTo(place);
  watched.engage(2 * MINUTE);
  expect(watched.signs).toEqual([]);
});

test("who is entering something gets on; it is told when that has ended", () => {
  track();
  watched.engage(58_000);
  enter();
  watched.engage(5000);
  expect(watched.signs).toEqual([]);
  watched.engage(5001);
  expect(watched.signs).toHaveLength(1);
  enter();
  watched.engage(5000);
  watched.engage(MINUTE);
  expect(watched.signs).toHaveLength(1);
});

test("what stalled before a reload was told there", () => {
  track({}, MINUTE);
  watched.engage(MINUTE);
  expect(watched.signs).toEqual([]);
});

test("the owner says how long", () => {
  track({ stall: { after: "10s" } });
  watched.engage(10_000);
  expect(watched.signs).toHaveLength(1);
});

test("nothing is told after its stop", () => {
  track();
  stop();
  watched.engage(2 * MINUTE);
  expect(watched.signs).toEqual([]);
});
