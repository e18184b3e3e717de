import { isStalled } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import { expect, test } from "vitest";

const plan: Configuration = {
  stages: [
    { id: "discover", pages: ["/"] },
    { id: "choose", steps: [{ id: "listing" }, { id: "product" }, { id: "compare" }] },
    { id: "checkout", steps: [{ id: "cart" }, { id: "done", goal: true }] },
  ],
};

test.each<[string, boolean, string | null, string, number]>([
  ["a minute on a step with a next one", true, "choose", "listing", 60_000],
  ["a little less", false, "choose", "listing", 59_999],
  ["on a step in the middle", true, "choose", "product", 90_000],
  ["on the last step", false, "choose", "compare", 90_000],
  ["in a stage of one step", false, "discover", "discover", 90_000],
  ["in a stage with a goal, which stalls in its own way", false, "checkout", "cart", 90_000],
  ["outside of the plan", false, null, "/about", 90_000],
  ["on a step that the plan has no more", false, "choose", "gone", 90_000],
])("%s: %s", (_, is, stage, step, dwell) => expect(isStalled(plan, { stage, step }, dwell)).toBe(is));

test("the owner says how long", () => {
  const listing = { stage: "choose", step: "listing" };
  expect(isStalled(plan, listing, 10_000, { after: "10s" })).toBe(true);
  expect(isStalled(plan, listing, 90_000, { after: "2m" })).toBe(false);
  expect(isStalled(plan, listing, 90_000, { after: "soon" })).toBe(false);
  expect(isStalled({}, listing, 90_000)).toBe(false);
});
