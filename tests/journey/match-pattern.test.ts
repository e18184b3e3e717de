import { matchPattern } from "@waymark/journey";
import type { Entry, Pattern } from "@waymark/protocol";
import { expect, test } from "vitest";
import { leaving } from "./decide-fixture.ts";

const rage = { type: "rage-click" } as const;
const step = { kind: "touchpoint", type: "step" } as const;

test.each<[string, Pattern, Entry, boolean]>([
  ["all that is given", { kind: "friction", type: "abandon", name: ["a", "checkout"] }, leaving(), true],
  ["nothing given", {}, leaving(), true],
  ["kind", { kind: "touchpoint" }, leaving(), false],
  ["stage", { stage: "choose" }, leaving(), false],
  ["step", { step: ["cart", "pay"] }, leaving(), true],
  ["abandon is leaving", { friction: "abandon" }, leaving(), true],
  ["or abandoned", { friction: "abandon" }, leaving({ state: "abandoned" }), true],
  ["not recovered", { friction: "abandon" }, leaving({ state: "recovered" }), false],
  ["by whatever it is named", { type: "abandon" }, leaving({ state: "recovered" }), false],
  ["or not named", { kind: "friction" }, leaving({ state: "stalled" }), false],
  ["unless asked for", { friction: "abandon", state: "recovered" }, leaving({ state: "recovered" }), true],
  ["friction is no touchpoint of that type", { friction: "abandon" }, leaving({}, { kind: "touchpoint" }), false],
  ["another friction has no state", { friction: ["abandon", "rage-click"] }, leaving({}, { type: "rage-click" }), true],
  ["move", { move: "back" }, leaving({ move: "back" }, step), true],
  ["a field", { data: { code: "X", ok: true } }, leaving({ code: "X", ok: true }, rage), true],
  ["another value", { data: { code: "X" } }, leaving({ code: "Y" }, rage), false],
  ["a range", { data: { weight: { min: 0.5, max: 1 } } }, leaving({ weight: 0.5 }, rage), true],
  ["under it", { data: { weight: { min: 0.5 } } }, leaving({ weight: 0.4 }, rage), false],
  ["no number", { data: { weight: { min: 0 } } }, leaving({ weight: "1" }, rage), false],
  ["what comes of a survey", {}, leaving({}, { kind: "survey", type: "shown" }), false],
  ["an answer", {}, leaving({}, { kind: "answer", type: "nps" }), false],
])("%s", (_, on, each, is) => expect(matchPattern(on, each)).toBe(is));

test("a malformed comparison matches nothing and does not throw", () => {
  const on = { data: { weight: null } } as unknown as Pattern;
  expect(matchPattern(on, leaving({ weight: 1 }, rage))).toBe(false);
});
