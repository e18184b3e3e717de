import { toMoment } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { expect, test } from "vitest";

const place = { stage: "checkout", step: "cart" };
const read = (entry: object) =>
  toMoment({ id: "1", kind: "touchpoint", name: "x", at: 5, data: {}, ...place, ...entry } as Entry);

test.each(["page", "goal"])("a %s comes to its place", (type) => expect(read({ type })).toEqual({ at: 5, place }));

test("a step says where the tab came from, and for how long it stood there", () => {
  const from = { stage: null, step: "/about" };
  const data = { from, to: place, dwell: 7, move: "enter" };
  expect(read({ type: "step", data })).toEqual({ at: 5, place, from, dwell: 7 });
  expect(read({ type: "step", data: { to: place, dwell: 0, move: "enter" } })).toEqual({
    at: 5,
    place,
    from: null,
    dwell: 0,
  });
});

test.each(["click", "form", "custom", "identify"])("a %s is a sign of life", (type) =>
  expect(read({ type })).toEqual({ at: 5, place, sign: "touch" }),
);

test("what a page tells when it is hidden", () =>
  expect(read({ type: "dwell", data: { dwell: 7 } })).toEqual({ at: 5, place, sign: "hidden", dwell: 7 }));

test.each<[string, object, string | undefined]>([
  ["exit-intent", { weight: 0.5 }, "exit-intent"],
  ["exit-intent", {}, "exit-intent"],
  ["exit-intent", { weight: 0.3 }, undefined],
  ["form-struggle", { refused: 3, corrected: 2, hesitated: 0 }, "refused"],
  ["form-struggle", { refused: 1, corrected: 0, hesitated: 0 }, "refused"], // where the owner says once
  ["form-struggle", { refused: 2, corrected: 3, hesitated: 0 }, undefined],
  ["form-struggle", { refused: 1, corrected: 0, hesitated: 21_000 }, undefined],
])("%s with %o", (type, data, sign) => expect(read({ kind: "friction", type, data })?.sign).toBe(sign));

test.each<[string, object]>([
  ["an error", { type: "error" }],
  ["a vital", { type: "vital" }],
  ["what follows from all this", { type: "stage" }],
  ["abandonment", { kind: "friction", type: "abandon" }],
  ["a survey, which belongs to where it was asked", { kind: "survey", type: "shown" }],
  ["an answer", { kind: "answer", type: "text" }],
  ["a gap", { kind: "gap", type: "evicted" }],
  ["the end", { kind: "forget", type: "visitor" }],
  ["a page before there was a plan", { type: "page", stage: undefined, step: undefined }],
  ["an unknown type of a later version", { type: "constructor" }],
])("%s says nothing of where the visitor stands", (_, entry) => expect(read(entry)).toBeUndefined());

test("outside of the plan there is a place, too", () => {
  const outside = { stage: null, step: "/about" };
  expect(read({ type: "page", ...outside })).toEqual({ at: 5, place: outside });
});
