import { type FieldTrouble, isStruggle } from "@waymark/journey";
import { expect, test } from "vitest";

const none: FieldTrouble = { refused: 0, corrected: 0, hesitated: 0 };

test.each<[string, boolean, Partial<FieldTrouble>]>([
  ["nothing", false, {}],
  ["refused three times", true, { refused: 3 }],
  ["refused twice", false, { refused: 2 }],
  ["corrected three times", true, { corrected: 3 }],
  ["corrected twice", false, { corrected: 2 }],
  ["20 s before its first input", false, { hesitated: 20_000 }],
  ["more than that", true, { hesitated: 20_001 }],
  ["a little of each", false, { refused: 2, corrected: 2, hesitated: 15_000 }],
])("%s: %s", (_, is, trouble) => expect(isStruggle({ ...none, ...trouble })).toBe(is));

test("the owner says how often and how long", () => {
  expect(isStruggle({ ...none, refused: 3 }, { times: 4 })).toBe(false);
  expect(isStruggle({ ...none, corrected: 2 }, { times: 2 })).toBe(true);
  expect(isStruggle({ ...none, hesitated: 6000 }, { hesitation: "5s" })).toBe(true);
  expect(isStruggle({ ...none, hesitated: 60_000 }, { hesitation: "long" })).toBe(false);
});
