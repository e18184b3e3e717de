import { isOfVariant, isSampled } from "@waymark/journey";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

// UUIDv7 of visitors who come a few ms apart: the ids differ in little.
const visitors = Array.from({ length: 20_000 }, (_, i) => {
  const time = (1_795_300_000_000 + i * 7).toString(16).padStart(12, "0");
  const random = (Math.imul(i + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-0000${random}`;
});
const share = (sampled: (visitor: string) => boolean) => visitors.filter(sampled).length / visitors.length;

test.each([0.01, 0.1, 0.25, 0.5, 0.9])("a share of %d is met within 2 points", (wanted) => {
  expect(Math.abs(share((visitor) => isSampled(visitor, "leaving-checkout", wanted)) - wanted)).toBeLessThan(0.02);
});

test("triggers draw independently", () => {
  const both = share((visitor) => isSampled(visitor, "a", 0.5) && isSampled(visitor, "b", 0.5));
  expect(Math.abs(both - 0.25)).toBeLessThan(0.02);
});

test("0 is nobody, 1 is everybody", () => {
  expect(share((visitor) => isSampled(visitor, "a", 0))).toBe(0);
  expect(share((visitor) => isSampled(visitor, "a", 1))).toBe(1);
  expect(isSampled("v", "a", Number.NaN)).toBe(false);
});

test("a larger share keeps whom a smaller one had", () => {
  const between = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.uuid(), fc.string(), between, between, (visitor, trigger, a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(isSampled(visitor, trigger, less) && !isSampled(visitor, trigger, more)).toBe(false);
    }),
  );
});

test("the side a visitor falls on is the same in every release", () => {
  const sampled = visitors.slice(0, 24).map((visitor) => (isSampled(visitor, "leaving-checkout", 0.5) ? 1 : 0));
  expect(sampled.join("")).toMatchInlineSnapshot(`"111010111011110000110100"`);
});

describe("variants of a test", () => {
  const of = ["plain", "short", "long"];
  const isOf = (is: string, among = of, test = "wording") => {
    return (visitor: string) => isOfVariant(visitor, { test, is, of: among });
  };

  test("have equal shares", () => {
    for (const is of of) expect(Math.abs(share(isOf(is)) - 1 / 3)).toBeLessThan(0.02);
  });

  test("each visitor is in one, whatever the order in which they are written", () => {
    for (const visitor of visitors.slice(0, 2000)) {
      const own = of.filter((is) => isOf(is)(visitor));
      expect(own).toHaveLength(1);
      expect(of.filter((is) => isOf(is, [...of].reverse())(visitor))).toEqual(own);
    }
  });

  test("one that is added takes visitors, and no other one does", () => {
    const more = [...of, "none"];
    for (const is of of) expect(share((visitor) => isOf(is, more)(visitor) && !isOf(is)(visitor))).toBe(0);
    expect(Math.abs(share(isOf("none", more)) - 1 / 4)).toBeLessThan(0.02);
  });

  test("tests, and the samples of triggers, draw independently", () => {
    const both = share((visitor) => isOf("plain")(visitor) && isOf("plain", of, "other")(visitor));
    expect(Math.abs(both - 1 / 9)).toBeLessThan(0.02);
    const sampled = share((visitor) => isOf("plain")(visitor) && isSampled(visitor, "wording", 0.5));
    expect(Math.abs(sampled - 1 / 6)).toBeLessThan(0.02);
  });

  test("one that is not among them is nobody's", () => expect(share(isOf("loud"))).toBe(0));

  test("the side a visitor falls on is the same in every release", () => {
    const fallen = visitors.slice(0, 12).map((visitor) => of.find((is) => isOf(is)(visitor))?.[0]);
    expect(fallen.join("")).toMatchInlineSnapshot(`"lppllpllslpp"`);
  });
});
