import { expect, test } from "vitest";
import { joinMaps } from "../../../packages/map/src/layout/parts.ts";
import { other, ternAndTide } from "../fixtures.ts";

test("groups of any size count alike: equal shares are equal halves", () => {
  const { map, parts } = joinMaps(ternAndTide, other);
  expect(other.visitors * 2).toBe(ternAndTide.visitors);
  expect(parts.ofStep("checkout/payment")).toBeCloseTo(0.5, 3);
  expect(parts.ofMove("checkout/cart", "checkout/address")).toBeCloseTo(0.5, 3);
  expect(map.visitors).toBe(100_000);
});

test("what only one group did is its own, and what neither did is nobody's", () => {
  const bare = { ...other, moves: [] };
  expect(joinMaps(ternAndTide, bare).parts.ofMove("checkout/cart", "checkout/address")).toBe(1);
  expect(joinMaps(bare, ternAndTide).parts.ofMove("checkout/cart", "checkout/address")).toBe(0);
  expect(joinMaps(bare, bare).parts.ofMove("checkout/cart", "checkout/address")).toBe(1);
});
