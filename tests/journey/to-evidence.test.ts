import fc from "fast-check";
import { expect, test } from "vitest";
import { type Remembered, toEvidence } from "../../packages/journey/src/to-evidence.ts";
import { makeEntry, START } from "../sdk/fixtures.ts";

const place = { stage: "checkout", step: "cart" };
const remember = (name: string, ago: number, value?: number): Remembered => ({
  id: "x",
  kind: "touchpoint",
  type: value === undefined ? "page" : "vital",
  name,
  at: START - ago,
  value,
});

test("it says where, for how long, what asked, what came before and the vitals", () => {
  const cause = makeEntry({
    kind: "friction",
    type: "abandon",
    name: "checkout",
    at: START - 1000,
    data: { weight: 1 },
  });
  const [before, own] = [remember("CLS", 8500, 0.5), remember("LCP", 6000, 1200)];
  const remembered = [remember("/a", 9000), before, remember("/b", 7000), own];
  expect(toEvidence(place, 1500, cause, remembered, START)).toEqual({
    ...place,
    engaged: 1500,
    cause: { kind: "friction", type: "abandon", name: "checkout", before: 1000, id: cause.id, data: { weight: 1 } },
    last: [
      { kind: "touchpoint", type: "page", name: "/a", before: 9000 },
      { kind: "touchpoint", type: "page", name: "/b", before: 7000 },
    ],
    vitals: { LCP: 1200 },
  });
});

test("asked by hand there is no cause", () =>
  expect(toEvidence(place, 0, undefined, [], START)).toEqual({
    ...place,
    engaged: 0,
    cause: undefined,
    last: [],
    vitals: {},
  }));

test("it keeps the last ten, oldest first", () => {
  const remembered = Array.from({ length: 20 }, (_, i) => remember(`/${i}`, 0));
  expect(toEvidence(place, 0, undefined, remembered, START).last.map(({ name }) => name)).toEqual(
    Array.from({ length: 10 }, (_, i) => `/${i + 10}`),
  );
});

test("the data of what asked is left out when it is large", () =>
  expect(toEvidence(place, 0, makeEntry({ data: { text: "x".repeat(900) } }), [], START).cause?.data).toEqual({}));

test("of much that came before, the oldest is left out first", () => {
  const remembered = Array.from({ length: 10 }, (_, i) => remember(`${i}${"x".repeat(100)}`, 10));
  const { last, cause } = toEvidence(place, 1, makeEntry({ data: { text: "x".repeat(700) } }), remembered, START);
  expect(cause?.data).not.toEqual({});
  expect(last.length).toBeLessThan(10);
  expect(last.at(-1)?.name).toMatch(/^9x/);
});

test("how far the attempt at the stage was goes along", () =>
  expect(toEvidence(place, 0, undefined, [], START, "leaving").abandon).toBe("leaving"));

test("whatever there was, it is at most 2,000 bytes, as UTF-8", () => {
  const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value)).length;
  const text = fc.oneof(
    fc.string({ maxLength: 3000 }),
    fc.string({ unit: "binary", maxLength: 3000 }),
    fc.string({ unit: fc.constantFrom("ü", "漢", "👍", "\u0000", "\ud800"), maxLength: 3000 }),
  );
  const entry = fc.record({ name: text, text });
  const at = { stage: "checkout", step: `/${"x".repeat(511)}` };
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), entry, (entries, { name, text }) => {
      const remembered = [...entries.map((each) => remember(each.name, 10)), remember("LCP", 5, 1234.567)];
      const evidence = toEvidence(at, 1, makeEntry({ name, data: { text } }), remembered, START, "progressing");
      expect(bytes(evidence)).toBeLessThanOrEqual(2000);
      expect(evidence).toMatchObject({ ...at, vitals: { LCP: 1234.567 } });
      expect(evidence.cause?.id).toBeDefined();
    }),
  );
});

test("what would be too much with all else, the data of what asked, goes last", () => {
  const cause = makeEntry({ name: "\u0000".repeat(80), data: { text: "x".repeat(780) } });
  const at = { stage: "checkout", step: "/".repeat(512) };
  expect(toEvidence(at, 1, cause, [remember("/a", 1)], START)).toMatchObject({ last: [], cause: { data: {} } });
});
