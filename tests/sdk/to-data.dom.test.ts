import { MAX_ENTRY_BYTES } from "@waymark/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../packages/sdk/src/pipeline/batch.ts";
import { toData } from "../../packages/sdk/src/to-data.ts";

const cycle: Record<string, unknown> = { name: "a" };
cycle.self = cycle;
const wide: unknown[] = [];
for (let i = 0; i < 50; i++) wide.push(wide);
const throwing = {
  get price() {
    throw new Error("no");
  },
};
const LEFT_OUT = "left out";

describe("what a site hands over", () => {
  test.each<[string, unknown, unknown]>([
    ["plain data as it is", { code: "X", n: 1, ok: true, none: null }, { code: "X", n: 1, ok: true, none: null }],
    ["nothing", undefined, {}],
    ["null", null, {}],
    ["a word", "x", { value: "x" }],
    ["0", 0, { value: 0 }],
    ["a list", [1, { a: 2 }], { value: [1, { a: 2 }] }],
    ["a big number", { n: 12n }, { n: "12" }],
    ["a function", { f: () => 1 }, { f: LEFT_OUT }],
    ["an element", { e: document.body }, { e: LEFT_OUT }],
    ["an element by itself", document.body, { value: LEFT_OUT }],
    [
      "a cycle is cut by its depth",
      cycle,
      { name: "a", self: { name: "a", self: { name: "a", self: { name: "a", self: LEFT_OUT } } } },
    ],
    ["depth 4", { a: { b: { c: { d: 1 } } } }, { a: { b: { c: { d: 1 } } } }],
    ["depth 5", { a: { b: { c: { d: { e: 1 } } } } }, { a: { b: { c: { d: LEFT_OUT } } } }],
    ["too wide a cycle", { wide }, { note: LEFT_OUT }],
    ["a getter that throws", throwing, { note: LEFT_OUT }],
    ["a symbol", Symbol("x"), { note: LEFT_OUT }],
    ["8 kB and more", { text: "x".repeat(8192) }, { note: LEFT_OUT }],
  ])("%s", (_, value, data) => expect(toData(value)).toEqual(data));
});

test("what is handed over may change afterwards", () => {
  const given = { list: [1] };
  const data = toData(given);
  given.list.push(2);
  expect(data).toEqual({ list: [1] });
});

test("a `toJSON` of the page's own is not asked", () =>
  expect(JSON.stringify(toData({ toJSON: () => "secret", a: 1 }))).toBe('{"toJSON":"left out","a":1}'));

test("whatever it is, it becomes an object of at most 8,192 characters of JSON", () =>
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (value) => {
      const data = toData(value);
      expect(data).toBeTypeOf("object");
      expect(JSON.stringify(data).length).toBeLessThanOrEqual(8192);
    }),
  ));
test("data in any script leaves room for the entry around it", () =>
  expect(bytesOf(JSON.stringify(toData({ text: "語".repeat(8180) })))).toBeLessThan(MAX_ENTRY_BYTES - 1024));
