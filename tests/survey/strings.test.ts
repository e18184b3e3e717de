import { readdirSync } from "node:fs";
import type { Strings } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { isRightToLeft, matchLanguage } from "../../packages/survey/src/language.ts";
import { toBuiltIn } from "../../packages/survey/src/languages.ts";
import { loadLanguage } from "../../packages/survey/src/load-language.ts";
import { en, fill } from "../../packages/survey/src/strings.ts";

test.each([
  ["de-AT", "de"],
  ["DE", "de"],
  ["pt-BR", "pt"],
  ["no", "nb"],
  ["nn-NO", "nb"],
  ["iw", "he"],
  ["zh", "zh-hans"],
  ["zh-SG", "zh-hans"],
  ["zh-TW", "zh-hant"],
  ["zh-Hant-HK", "zh-hant"],
  ["en-GB", "en"],
  // Which has none, and so English in the end.
  ["is", "is"],
  ["", "en"],
  ["de_AT", "en"],
  ["constructor", "en"],
])("to %j belong the words in %s", (tag, name) => expect(toBuiltIn(tag)).toBe(name));

const LANGUAGES = readdirSync(new URL("../../packages/survey/src/languages", import.meta.url)).map((file) =>
  file.replace(".ts", ""),
);

test("there are 24 beside English, each found by its own name", () => {
  expect(LANGUAGES).toHaveLength(24);
  expect(LANGUAGES.map(toBuiltIn)).toEqual(LANGUAGES);
});

describe.each(LANGUAGES)("%s", (language) => {
  const shape = (strings: Strings) =>
    Object.entries(strings).map(([name, text]) => [
      name,
      [text].flat().length,
      String(text)
        .match(/\{\w+\}/g)
        ?.sort(),
    ]);

  test("fills in the same gaps as English, and leaves nothing out", async () => {
    const strings = await loadLanguage(language);
    expect(shape(strings)).toEqual(shape(en));
    expect(
      Object.values(strings)
        .flat()
        .every((text) => text === text.trim() && text !== ""),
    ).toBe(true);
  });

  test("is not English", async () => {
    const strings = await loadLanguage(language);
    const same = Object.entries(strings).filter(([name, text]) => String(text) === String(en[name as keyof Strings]));
    // A few words have travelled.
    expect(same.filter(([name]) => !["send", "star", "progress"].includes(name))).toEqual([]);
  });
});

test("a language without words is told", async () => {
  await expect(loadLanguage("tlh")).rejects.toThrow("no words in tlh");
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

test.each([
  ["zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"],
  ["no", ["en", "nb"], "nb"],
  ["nb", ["en", "no"], "no"],
  ["de-AT", ["de-CH", "de"], "de"],
  ["is", ["sw", "en"], "en"],
  ["is-IS", ["en", "is"], "is"],
])("to %s the nearest of %j is %s", (wanted, offered, nearest) => {
  expect(matchLanguage(offered, wanted)).toBe(nearest);
});
