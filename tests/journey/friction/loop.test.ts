import { isLoop } from "@waymark/journey";
import { expect, test } from "vitest";
import { seePages } from "./seen-fixture.ts";

test.each<[string, boolean, readonly string[]]>([
  ["the same page three times", true, ["a 5", "b 5", "a 5", "b 5", "a"]],
  ["with different ones between", true, ["a 5", "b 5", "a 5", "c 5", "a"]],
  ["60 s first to last", true, ["a 15", "b 15", "a 15", "b 15", "a"]],
  ["a little slower", false, ["a 15", "b 15", "a 15", "b 15.001", "a"]],
  ["twice", false, ["a 5", "b 5", "a"]],
  ["no page", false, []],
  ["three pages", false, ["a 5", "b 5", "c"]],
  ["a slow round before", true, ["a 100", "b 5", "a 5", "c 5", "a 5", "d 5", "a"]],
  ["the page between: the same circle", false, ["a 5", "b 5", "a 5", "b 5", "a 5", "b"]],
  ["once more round: the same circle", false, ["a 5", "b 5", "a 5", "b 5", "a 5", "b 5", "a"]],
  ["three more", true, ["a 2", "b 2", "a 2", "b 2", "a 2", "b 2", "a 2", "b 2", "a 2", "b"]],
])("%s: %s", (_, is, visits) => expect(isLoop(seePages(...visits))).toBe(is));

test("the owner says how often and how fast", () => {
  const pages = seePages("a 5", "b 5", "a 5", "b 5", "a");
  expect(isLoop(pages, { times: 4 })).toBe(false);
  expect(isLoop(pages, { within: "19s" })).toBe(false);
  expect(isLoop(seePages("a 5", "b 5", "a"), { times: 2 })).toBe(true);
  expect(isLoop(pages, { within: "soon" })).toBe(false);
});

test("a clock that was set back makes no circle of yesterday's pages", () => {
  const [first, ...rest] = seePages("a 5", "b 5", "a 5", "b 5", "a");
  if (!first) throw new Error("five pages");
  expect(isLoop([{ ...first, at: 86_400_000 }, ...rest])).toBe(false);
});
