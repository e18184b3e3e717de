import { expect, test } from "vitest";
import { CHECKOUT, find, on } from "./fixtures.ts";

test.each([
  { stage: "checkout", step: "payment" },
  { step: "/imprint" },
  { step: "/products/new/reviews" },
  { friction: "abandon", stage: "checkout" },
  { friction: ["abandon", "rage-click"], stage: ["checkout", "choose"] },
  { friction: ["abandon", "stall"], stage: ["checkout", "choose"] },
  { type: "goal", stage: "checkout", step: "done" },
  { type: "stage", stage: "checkout" },
  { friction: "payment-declined", step: "payment" },
  { friction: ["payment-declined", "rage-click"], step: "cart" },
  { friction: "stall", stage: "choose" },
  { stage: "choose" },
])("%j can happen", (pattern) => {
  expect(find(on(pattern))).toEqual([]);
});

test.each<[pattern: object, path: string, problem: RegExp]>([
  [{ stage: "pay" }, ".stage", /no stage "pay"/],
  [{ stage: ["choose", "pay"] }, ".stage[1]", /no stage "pay"/],
  [{ step: "paying" }, ".step", /no step "paying"/],
  [{ stage: "choose", step: "cart" }, ".step", /no step "cart" in choose/],
  [{ stage: "checkout", step: "/cart" }, ".step", /no step "\/cart" in checkout/],
  [{ step: "/cart" }, ".step", /it is "cart"/],
  [{ friction: "abandon", stage: "choose" }, ".stage", /has no goal/],
  [{ friction: "abandon", stage: ["checkout", "choose"] }, ".stage[1]", /has no goal/],
  [{ friction: ["abandon", "rage-click"], stage: "choose" }, ".stage", /has no goal/],
  [{ type: "goal", stage: "choose" }, ".stage", /no goal to reach/],
  [{ type: "goal", step: "cart" }, ".step", /not marked "goal"/],
  [{ type: "stage", stage: "choose" }, ".stage", /no attempts/],
  [{ friction: "payment-declined", stage: "choose" }, ".stage", /no step for payment/],
  [{ friction: "payment-declined", step: "cart" }, ".step", /not marked "payment"/],
  [{ friction: "stall", stage: "checkout" }, ".stage", /no "stall"/],
])("%j cannot: %s", (pattern, path, problem) => {
  expect(find(on(pattern))).toEqual([expect.stringMatching(problem)]);
  expect(find(on(pattern))[0]).toContain(`triggers[0].on${path}: `);
});

test.each([
  ["abandon", /no stage has a goal/],
  ["payment-declined", /no step is for payment/],
  ["stall", /no stage is without a goal and has several steps/],
])("%s needs a stage for it", (friction, problem) => {
  const plan = { ...on({ friction }), stages: [{ id: "a", pages: ["/"] }] };
  expect(find(plan)).toEqual([expect.stringMatching(problem)]);
});

test("a stage that is nothing but its goal cannot be abandoned", () => {
  const stages = [{ id: "all", steps: [{ id: "done", pages: ["/"], goal: true }] }];
  expect(find({ ...on({ friction: "abandon", stage: "all" }), stages })).toHaveLength(1);
});

test("what a broken stage has is not known, so nothing is said to lack it", () => {
  const broken = { ...CHECKOUT, steps: [{ id: "cart", pages: "/cart" }, { pages: ["/thanks"] }] };
  const found = find({ ...on({ friction: "abandon", stage: "checkout", step: "cart" }), stages: [broken] });
  expect(found.map((line) => line.replace(/:.*/, ""))).toEqual(["stages[0].steps[0].pages", "stages[0].steps[1].id"]);
  const open = {
    ...CHECKOUT,
    steps: [
      { id: "cart", pages: ["/cart"] },
      { id: "done", goal: "yes" },
    ],
  };
  const told = find({ ...on({ friction: "abandon", stage: "checkout", step: "cart" }), stages: [open] });
  expect(told.map((line) => line.replace(/:.*/, ""))).toEqual(["stages[0].steps[1].goal"]);
});
