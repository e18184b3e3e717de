import { isErrorClick } from "@waymark/journey";
import { expect, test } from "vitest";

test.each<[string, boolean, click: number, error: number, before?: number]>([
  ["in the click's own task", true, 5000, 5000],
  ["a second after it", true, 5000, 6000],
  ["later", false, 5000, 6001],
  ["before it", false, 5000, 4999],
  ["one that comes all the time", false, 5000, 5400, 4500],
  ["one that came a second before, too", false, 5000, 5400, 4000],
  ["one that came long before", true, 5000, 5400, 3999],
])("%s: %s", (_, is, click, error, before) => expect(isErrorClick(click, error, before)).toBe(is));
