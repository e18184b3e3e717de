import type { Entry } from "@waymark/protocol";
import { expect, test } from "vitest";
import { createSorting } from "../../../packages/cli/src/replay/sort-journeys.ts";
import { type Row, toRows } from "../../../packages/cli/src/replay/to-rows.ts";

const entry = (id: string, at: number, more: object = {}) =>
  ({ id, kind: "touchpoint", type: "custom", name: "x", at, data: {}, ...more }) as unknown as Entry & object;
const stored = (id: string, at: number, more: object = {}) =>
  entry(id, at, { site: "shop", visitor: "v", session: "s", ...more });

const sort = (...values: unknown[]) => {
  const sorting = createSorting();
  for (const row of values.flatMap((value) => toRows(value) as readonly Row[])) sorting.add(row);
  return sorting.end();
};
const idsOf = (...values: unknown[]) => sort(...values).journeys.map(({ told }) => told.map(({ entry }) => entry.id));

test("entries come in the order in which they happened, those of a moment by tab, number and id", () => {
  const at = (id: string, tab: string, seq?: number) => stored(id, 5, { tab, seq });
  expect(
    idsOf(
      stored("f", 9),
      at("d", "b", 2),
      at("c", "b", 1),
      at("b", "a"),
      at("a", "a"),
      at("e", "c", 10),
      at("g", "c", 9),
      stored("0", 1),
    ),
  ).toEqual([["0", "a", "b", "c", "d", "g", "e", "f"]]);
});

test("each visitor of each site is a journey, each entry stands in it once", () => {
  const { journeys, passedOver } = sort(
    stored("a", 1),
    stored("b", 2, { visitor: "w" }),
    stored("c", 3, { site: "other" }),
    stored("a", 1),
  );
  expect(journeys.map(({ visitor, told }) => [visitor, told.length])).toEqual([
    ["v", 1],
    ["w", 1],
    ["v", 1],
  ]);
  expect(passedOver).toEqual({ anonymous: 0, test: 0, forgotten: 0, doubled: 1 });
});

test("the collector's clock orders, the visitor's own decides", () => {
  const { journeys } = sort(stored("a", 1000, { rawAt: 90_000 }), stored("b", 2000, { rawAt: 4000 }));
  expect(journeys[0]?.told.map(({ entry: { id, at } }) => [id, at])).toEqual([
    ["a", 90_000],
    ["b", 4000],
  ]);
});

test("previews, strangers and the forgotten are passed over", () => {
  const { journeys, passedOver } = sort(
    stored("a", 1, { test: true }),
    stored("b", 2, { visitor: undefined }),
    stored("c", 3, { visitor: "gone" }),
    stored("d", 4, { visitor: "gone", kind: "forget" }),
    stored("e", 5, { visitor: "gone" }),
    stored("f", 6),
  );
  expect(journeys.map(({ visitor }) => visitor)).toEqual(["v"]);
  expect(passedOver).toEqual({ anonymous: 1, test: 1, forgotten: 3, doubled: 0 });
});

test("a batch and an answer of the read API hold entries, a journal's first line holds none", () => {
  const batch = { waymark: 1, site: "shop", visitor: "v", session: "s", entries: [entry("a", 1), entry("b", 2)] };
  const page = { applied: 3, durable: 3, entries: [stored("c", 3)] };
  expect(idsOf({ journal: 1, from: 0 }, batch, page)).toEqual([["a", "b", "c"]]);
  expect(sort({ ...batch, plan: "p" }).journeys[0]?.told[0]).toMatchObject({ session: "s", plan: "p" });
});

test.each([
  null,
  1,
  "x",
  [],
  {},
  { id: "a" },
  { entries: [1] },
  { entries: [{ page: "/" }] },
  stored("a", 1, { data: [] }),
])("%j is no entry", (value) => {
  expect(toRows(value)).toBeUndefined();
});
