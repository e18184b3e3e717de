import type { Configuration, Entry } from "@waymark/protocol";
import { expect, test } from "vitest";
import { placeEntry } from "../../packages/collector/src/place-entry.ts";

const plan: Configuration = {
  stages: [
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "payment", touchpoint: "payment-shown" },
        { id: "done", dataLayer: "purchase" },
      ],
    },
  ],
};
const entry: Entry = {
  id: "01a2b3c4-0000-7000-8000-000000000001",
  kind: "touchpoint",
  type: "page",
  name: "/cart",
  at: 1,
  data: {},
  page: { url: "https://shop.example/cart" },
};

test("what came without a place gets the one that its page or its name has in the plan", () => {
  expect(placeEntry(entry, plan)).toMatchObject({ stage: "checkout", step: "cart" });
  const named = { ...entry, type: "custom", name: "payment-shown", page: { url: "https://shop.example/pay" } } as const;
  expect(placeEntry(named, plan)).toMatchObject({ stage: "checkout", step: "payment" });
  const pushed = { ...named, name: "purchase", data: { source: "dataLayer" } } as const;
  expect(placeEntry(pushed, plan)).toMatchObject({ stage: "checkout", step: "done" });
  expect(placeEntry({ ...pushed, data: {} }, plan)).toMatchObject({ stage: null });
  expect(placeEntry({ ...named, type: "click" }, plan)).toMatchObject({ stage: null });
});

test("what has a place, no page or no plan to be placed by stays as it is", () => {
  const placed = { ...entry, stage: null, step: "/somewhere" };
  expect(placeEntry(placed, plan)).toBe(placed);
  const { page: _, ...nowhere } = entry;
  expect(placeEntry(nowhere, plan)).toBe(nowhere);
  expect(placeEntry(entry, undefined)).toBe(entry);
});

test("what came by no page is placed by its name alone, or not at all", () => {
  const { page: _, ...called } = { ...entry, type: "custom", name: "payment-shown", channel: "phone" } as const;
  expect(placeEntry(called, plan)).toEqual({ ...called, stage: "checkout", step: "payment" });
  const other = { ...called, name: "chat" };
  expect(placeEntry(other, plan)).toBe(other);
  const placed = { ...called, stage: "checkout", step: "cart" };
  expect(placeEntry(placed, plan)).toBe(placed);
});
