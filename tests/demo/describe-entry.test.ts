import type { StoredEntry } from "@waymark/collector";
import { expect, test } from "vitest";
import { describeEntry } from "../../demo/describe-entry.mjs";

const entry = {
  id: "01a2b3c4-0000-7000-8000-000000000001",
  visitor: "01a2b3c4-0000-7000-8000-00000000c0de",
  at: new Date(2026, 10, 22, 14, 3, 7).getTime(),
  kind: "touchpoint",
  type: "page",
  name: "/cart",
  stage: "checkout",
  step: "cart",
  data: {},
};
const describeWith = (facts: object) => describeEntry({ ...entry, ...facts } as unknown as StoredEntry);

test("a line has the time, the visitor, the kind, the place and the name", () => {
  expect(describeWith({}).split(/ {2,}/)).toEqual(["14:03:07", "c0de", "touchpoint/page", "checkout › cart", "/cart"]);
});

test.each([
  ["an answer", { kind: "answer", type: "choice", name: "why-leave/reason", data: { value: "Delivery cost" } }],
  ["abandonment", { kind: "friction", type: "abandon", name: "why-leave/reason", data: { state: "Delivery cost" } }],
])("%s says what it was", (_, facts) => {
  expect(describeWith(facts)).toMatch(/ why-leave\/reason: Delivery cost$/);
});

test("what stands nowhere and belongs to nobody has a line, too", () => {
  expect(describeWith({ visitor: undefined, stage: null, step: undefined }).split(/ {2,}/)).toEqual([
    "14:03:07",
    "----",
    "touchpoint/page",
    "/cart",
  ]);
});

test("no control character reaches the terminal", () => {
  expect(describeWith({ name: "a\u001b[2J\u009b\nb\u202e" })).not.toMatch(/\p{C}/u);
});
