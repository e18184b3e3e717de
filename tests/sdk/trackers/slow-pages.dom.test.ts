import { afterEach, expect, test } from "vitest";
import { trackSlowPages } from "../../../packages/sdk/src/trackers/slow-pages.ts";
import { makeEntry } from "../fixtures.ts";
import { watchFriction } from "./friction-fixture.ts";

let watched: ReturnType<typeof watchFriction>;
const measure = (name: string, value: number, path = "/cart", type = "vital") =>
  watched.hear(
    makeEntry({
      ...{ type, name, data: { value, rating: "poor" }, stage: "choose", step: "product" },
      page: { url: `https://shop.example${path}` },
    }),
  );
const track = (...given: Parameters<typeof watchFriction>) => {
  watched = watchFriction(...given);
  return watched.run(trackSlowPages);
};

afterEach(() => watched.end());

test("a poor vital is told with its value, where it was measured", () => {
  track();
  measure("LCP", 4321);
  const place = { stage: "choose", step: "product" };
  expect(watched.signs).toEqual([{ type: "slow-page", name: "LCP", data: { value: 4321 }, place }]);
});

test("once per page and vital", () => {
  track();
  measure("INP", 600);
  measure("INP", 700);
  measure("CLS", 0.3);
  measure("INP", 700, "/thanks");
  expect(watched.signs.map(({ name, data }) => [name, data?.value])).toEqual([
    ["INP", 600],
    ["CLS", 0.3],
    ["INP", 700],
  ]);
});

test("a good one is none, until it is poor", () => {
  track();
  measure("INP", 200);
  expect(watched.signs).toEqual([]);
  measure("INP", 600);
  expect(watched.signs).toHaveLength(1);
});

test("what only looks like a vital is none", () => {
  track();
  measure("LCP", 9000, "/cart", "custom");
  measure("TTFB", 9000);
  expect(watched.signs).toEqual([]);
});

test("the owner draws the line", () => {
  track({ "slow-page": { LCP: 2000 } });
  measure("LCP", 2500);
  expect(watched.signs).toHaveLength(1);
});

test("nothing is told after its stop", () => {
  track()();
  measure("LCP", 9000);
  expect(watched.signs).toEqual([]);
});
