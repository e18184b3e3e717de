import { expect, test } from "vitest";
import { find, triggers } from "./fixtures.ts";

const of = ["a", "b"];
const variant = (is: string, more: object = {}) => ({ variant: { test: "wording", is, of, ...more } });
const type = (type: string) => ({ on: { type } });

test.each([
  ["a schedule to come", [{ schedule: { from: "2026-12-01", until: "2026-12-24" } }]],
  ["one that has begun", [{ schedule: { from: "2026-01-01" } }]],
  ["until after now", [{ schedule: { until: "2026-11-22T13:01:00+01:00" } }]],
  ["a share", [{ sample: 0.01 }]],
  ["both sides of a test", [variant("a"), variant("b", { of: ["b", "a"] })]],
  ["one side, the other is left alone", [variant("a")]],
])("%s is all right", (_, given) => {
  expect(find(triggers(...given))).toEqual([]);
});

test.each<[path: string, problem: RegExp, given: readonly object[]]>([
  ["[0].ask", /no survey "what"/, [{ ask: "what" }]],
  ["[0].sample", /nobody/, [{ sample: 0 }]],
  ["[0].schedule.until", /is over/, [{ schedule: { until: "2026-11-22" } }]],
  ["[0].schedule.until", /before it begins/, [{ schedule: { from: "2026-12-24", until: "2026-12-01" } }]],
  ["[0].schedule.until", /before it begins/, [{ schedule: { from: "2026-12-24", until: "2026-12-24" } }]],
  ["[0].variant.is", /"c" is none of "a", "b"/, [variant("c")]],
  ["[0].variant.of[1]", /second time/, [variant("a", { of: ["a", "a"] })]],
  ["[1].variant.of", /otherwise than "t0"/, [variant("a"), variant("b", { of: ["a", "b", "c"] })]],
  ["[1].id", /second time/, [{ id: "x" }, { id: "x", ...type("click") }]],
])("triggers%s %s", (path, problem, given) => {
  expect(find(triggers(...given))).toEqual([expect.stringMatching(problem)]);
  expect(find(triggers(...given))[0]).toContain(`triggers${path}: `);
});
