import { isBacktrack } from "@waymark/journey";
import { expect, test } from "vitest";
import { seePages } from "./seen-fixture.ts";

test.each<[string, boolean, readonly string[]]>([
  ["on and straight back", true, ["a 60", "b 3", "a"]],
  ["with 6.999 s on the page between", true, ["a 60", "b 6.999", "a"]],
  ["with 7 s there", false, ["a 60", "b 7", "a"]],
  ["however short the first page was", true, ["a 0", "b 1", "a"]],
  ["no page", false, []],
  ["one page", false, ["a"]],
  ["two pages", false, ["a 1", "b"]],
  ["onwards", false, ["a 1", "b 1", "c"]],
  ["back by way of another page", false, ["a 1", "b 1", "c 1", "a"]],
  ["later in the visit", true, ["x 9", "y 9", "a 9", "b 1", "a"]],
  ["and onwards again", false, ["a 9", "b 1", "a 9", "c"]],
  ["to and fro is one, told already", false, ["a 9", "b 1", "a 1", "b"]],
  ["and to again", false, ["a 9", "b 1", "a 1", "b 1", "a"]],
  ["back after a long look at the page that one came back to", true, ["a 9", "b 1", "a 9", "b 1", "a"]],
  ["another page tried from the same one", true, ["a 9", "b 1", "a 1", "c 1", "a"]],
])("%s: %s", (_, is, visits) => expect(isBacktrack(seePages(...visits))).toBe(is));

test("the owner says what is short, and nothing is with what is no duration", () => {
  const pages = seePages("a 1", "b 3", "a");
  expect(isBacktrack(pages, { within: "3s" })).toBe(false);
  expect(isBacktrack(pages, { within: "4s" })).toBe(true);
  expect(isBacktrack(pages, { within: "soon" })).toBe(false);
});

test("time that nobody was engaged does not count", () => {
  const [a, b, back] = seePages("a 1", "b 3600", "a");
  if (!a || !b || !back) throw new Error("three pages");
  expect(isBacktrack([a, b, { ...back, engaged: b.engaged + 2000 }])).toBe(true);
});
