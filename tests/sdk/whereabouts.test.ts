import { expect, test } from "vitest";
import { withoutPlan } from "../../packages/sdk/src/whereabouts.ts";
import { makeDraft } from "./fixtures.ts";

test("without a plan every page is a step of its own, and nothing follows", () => {
  const { place, dwell, observe } = withoutPlan();
  expect(place()).toEqual({ stage: null, step: "/" });
  expect(observe(makeDraft({ page: { url: "https://shop.example/cart?utm_source=x" } }))).toEqual([]);
  expect(place()).toEqual({ stage: null, step: "/cart" });
  expect(dwell()).toBe(0);
});
