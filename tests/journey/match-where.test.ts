import type { Context } from "@waymark/journey";
import type { Where } from "@waymark/protocol";
import { expect, test } from "vitest";
import { matchWhere, toCompared } from "../../packages/journey/src/match-where.ts";
import { someone } from "./decide-fixture.ts";

const jane: Context = {
  ...someone,
  visits: 3,
  language: "de-AT",
  width: 390,
  device: "phone",
  traits: { plan: "pro", seats: 5, isTrial: false },
};
const stranger: Context = someone;

test.each<[string, Where, Context, boolean]>([
  ["nobody left out", {}, stranger, true],
  ["a device", { device: "phone" }, jane, true],
  ["one of several", { device: ["tablet", "phone"] }, jane, true],
  ["another", { device: ["tablet", "desktop"] }, jane, false],
  ["a device that is not known", { device: "desktop" }, stranger, false],
  ["a language", { language: "de-AT" }, jane, true],
  ["of any region", { language: "de" }, jane, true],
  ["whatever its case", { language: "DE-at" }, jane, true],
  ["of another region", { language: "de-DE" }, jane, false],
  ["another that begins alike", { language: "d" }, jane, false],
  ["a region that is not told", { language: "de-AT" }, { ...jane, language: "de" }, false],
  ["one of several languages", { language: ["en", "de"] }, jane, true],
  ["a language that is not known", { language: "de" }, stranger, false],
  ["traits", { traits: { plan: "pro", isTrial: false } }, jane, true],
  ["a trait in a range", { traits: { seats: { min: 5 } } }, jane, true],
  ["one of them is another", { traits: { plan: "pro", seats: { max: 4 } } }, jane, false],
  ["a trait that was not told", { traits: { plan: "pro" } }, stranger, false],
  ["on the first visit", { visitor: "new" }, stranger, true],
  ["not on a later one", { visitor: "new" }, jane, false],
  ["returning", { visitor: "returning" }, jane, true],
  ["not yet", { visitor: "returning" }, stranger, false],
  ["visits", { visits: { min: 2, max: 3 } }, jane, true],
  ["too many", { visits: { max: 2 } }, jane, false],
  ["a page", { pages: ["/checkout", "/ca*"] }, jane, true],
  ["another page", { pages: ["/checkout/**"] }, jane, false],
  ["a page that is not known", { pages: ["/**"] }, { ...jane, url: "" }, false],
  ["a width", { width: { max: 390 } }, jane, true],
  ["another width", { width: { min: 400 } }, jane, false],
  ["a width that is not known", { width: { min: 0 } }, stranger, false],
  ["all that is given", { device: "phone", language: "de", visitor: "new" }, jane, false],
])("%s", (_, where, context, is) => expect(matchWhere(where, context)).toBe(is));

test("it is compared with what the visitor is in each of the points given", () => {
  const where: Where = { device: "phone", visitor: "new", pages: ["/"], traits: { plan: "pro" } };
  expect(toCompared(where, jane)).toEqual({
    device: "phone",
    visitor: "returning",
    pages: "https://shop.example/cart",
    traits: jane.traits,
  });
  expect(toCompared({ device: "phone" }, stranger)).toEqual({ device: null });
});
