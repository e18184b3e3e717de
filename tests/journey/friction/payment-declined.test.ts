import { isDeclined } from "@waymark/journey";
import { expect, test } from "vitest";

test.each<[string, boolean, after: number, isStillThere: boolean]>([
  ["an alert a second after submit", true, 1000, true],
  ["at the soonest that a bank could answer", true, 100, true],
  ["sooner: the page's own check", false, 99, true],
  ["after ten seconds", true, 10_000, true],
  ["later", false, 10_001, true],
  ["the step was left: it was no refusal", false, 1000, false],
])("%s: %s", (_, is, after, isStillThere) => expect(isDeclined(after, isStillThere)).toBe(is));
