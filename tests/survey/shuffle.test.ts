import { expect, test } from "vitest";
import { shuffle } from "../../packages/survey/src/shuffle.ts";

test("every order comes equally often, and nothing is lost", () => {
  const counts = new Map<string, number>();
  // All rolls of a die with three sides and one with two.
  for (const first of [0, 1, 2]) {
    for (const second of [0, 1]) {
      const rolls = [(first + 0.5) / 3, (second + 0.5) / 2];
      const order = shuffle(["a", "b", "c"], () => rolls.shift() ?? 0).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
  }
  expect([...counts.keys()].sort()).toEqual(["abc", "acb", "bac", "bca", "cab", "cba"]);
  expect([...counts.values()].every((count) => count === 1)).toBe(true);
});

test("the list itself stays, and one that has nothing to shuffle is as it was", () => {
  const list = ["a", "b"];
  expect(shuffle(list, () => 0)).toEqual(["b", "a"]);
  expect(list).toEqual(["a", "b"]);
  expect(shuffle([], () => 0)).toEqual([]);
});
