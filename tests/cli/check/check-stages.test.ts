import { expect, test } from "vitest";
import { CHECKOUT, find } from "./fixtures.ts";

test.each([
  [{ id: "a", pages: ["/"] }],
  [CHECKOUT],
  [{ ...CHECKOUT, after: "10m", recoverWithin: "3d", stalledAfter: "90s" }],
  [{ id: "a", steps: [{ id: "by-hand" }] }],
])("%j is all right", (stage) => {
  expect(find({ stages: [stage] })).toEqual([]);
});

test.each([
  [{ id: "a" }, "stages[0]", /neither/],
  [{ id: "a", pages: ["/"], steps: [{ id: "b" }] }, "stages[0]", /both/],
  [{ id: "a", pages: ["/"], after: "10m" }, "stages[0].after", /no goal/],
  [{ id: "a", steps: [{ id: "b" }], recoverWithin: "3d" }, "stages[0].recoverWithin", /no goal/],
  [{ id: "a", steps: [{ id: "b", touchpoint: "" }] }, "stages[0].steps[0].touchpoint", /is empty/],
  [{ id: "a", steps: [{ id: "b", dataLayer: "" }] }, "stages[0].steps[0].dataLayer", /is empty/],
  [{ id: "a", steps: [{ id: "b" }, { id: "b", pages: ["/"] }] }, "stages[0].steps[1].id", /second time/],
])("%j: %s", (stage, path, problem) => {
  expect(find({ stages: [stage] })).toEqual([expect.stringMatching(problem)]);
  expect(find({ stages: [stage] })[0]).toContain(`${path}: `);
});
