import { expect, test } from "vitest";
import { isRightToLeft } from "../../packages/survey/src/language.ts";
import { fill, type Strings, stringsFor } from "../../packages/survey/src/strings.ts";

test("built-in words come in the language or its base, else in English", () => {
  expect(stringsFor("de-AT").next).toBe("Weiter");
  expect(stringsFor("DE").next).toBe("Weiter");
  expect(stringsFor("fr").next).toBe("Next");
  expect(stringsFor("").next).toBe("Next");
});

test("every language fills in the same gaps", () => {
  const gaps = (strings: Strings) =>
    Object.entries(strings).map(([name, text]) => [
      name,
      String(text)
        .match(/\{\w+\}/g)
        ?.sort() ?? [],
    ]);
  expect(gaps(stringsFor("de"))).toEqual(gaps(stringsFor("en")));
});

test("what has no value stays as it is, and values are not filled in again", () => {
  expect(fill("{at} of {of}", { at: "{of}" })).toBe("{of} of {of}");
  expect(fill("{toString}", {})).toBe("{toString}");
});

test.each([
  ["ar", true],
  ["he-IL", true],
  ["ckb", true],
  ["en", false],
  ["arn", false],
  ["fascinating", false],
])("%s runs from right to left: %s", (language, isIt) => {
  expect(isRightToLeft(language)).toBe(isIt);
});
