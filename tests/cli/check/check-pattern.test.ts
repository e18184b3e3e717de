import { expect, test } from "vitest";
import { find, on } from "./fixtures.ts";

test.each([
  {},
  { kind: "touchpoint" },
  { kind: ["touchpoint", "friction"], friction: "rage-click" },
  { kind: "friction", type: "rage-click" },
  { type: ["page", "rage-click"] },
  { friction: ["rage-click", "abandon"], state: "leaving" },
  { state: "recovered" },
  { type: "custom", state: "leaving" },
  { move: "back" },
  { type: "step", move: ["back", "repeat"] },
  { friction: "rage-click", data: { weight: { min: 0.5 } } },
  { friction: ["exit-intent", "rage-click"], data: { weight: { min: 0.7 } } },
  { type: "custom", data: { weight: { min: 70 } } },
  { type: "page", count: 3 },
  { type: "page", count: 3, within: "10m" },
])("%j can match", (pattern) => {
  expect(find(on(pattern))).toEqual([]);
});

test.each<[pattern: object, path: string, problem: RegExp]>([
  [{ kind: "touchpoint", friction: "abandon" }, "friction", /beside "kind"/],
  [{ kind: "friction", type: "page" }, "type", /beside "kind"/],
  [{ type: "page", friction: "rage-click" }, "friction", /beside "type"/],
  [{ friction: "rage-click", state: "leaving" }, "state", /beside "friction"/],
  [{ friction: "rage-click", move: "back" }, "move", /beside "friction"/],
  [{ kind: "touchpoint", state: "leaving", type: "goal" }, "state", /beside "kind", "type"/],
  [{ type: "rageclick" }, "type", /"rageclick" is no type/],
  [{ type: ["page", "answer"] }, "type[1]", /"answer" is no type/],
  [{ friction: "exit-intent", data: { weight: { min: 0.9 } } }, "data.weight", /weighs 0\.9: 0\.5 is the most/],
  [{ friction: "rage-click", data: { weight: 1 } }, "data.weight", /weighs 1: 0\.8/],
  [{ type: "page", within: "10m" }, "within", /never counts/],
  [{ type: "page", count: 1, within: "10m" }, "within", /never counts/],
  [{ type: "custom", data: { price: { min: 5, max: 1 } } }, "data.price", /holds for nothing/],
])("%j cannot: %s", (pattern, path, problem) => {
  expect(find(on(pattern))).toEqual([expect.stringMatching(problem)]);
  expect(find(on(pattern))[0]).toContain(`triggers[0].on.${path}: `);
});

test.each([
  [{ friction: "loop" }, "friction"],
  [{ friction: ["rage-click", "loop"] }, "friction[1]"],
  [{ type: "loop" }, "type"],
])("%j is switched off", (pattern, path) => {
  expect(find({ ...on(pattern), friction: { loop: false } })).toEqual([
    `triggers[0].on.${path}: "loop" is switched off`,
  ]);
  expect(find({ ...on(pattern), friction: { loop: true, backtrack: false } })).toEqual([]);
});

test("what is misspelt is not taken for a pattern without it", () => {
  expect(find(on({ frction: "abandon" }))).toEqual(["triggers[0].on.frction: is not known here"]);
  expect(find(on({ friction: "abandn", state: "leaving", kind: "touchpoint" }))).toHaveLength(1);
});
