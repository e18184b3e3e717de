import { expect, test } from "vitest";
import { countOf, DAY, lot, namedBy, openRoom, toPairs } from "./room-fixture.ts";

test("a full disk costs the oldest fifth of the least valuable", async () => {
  const { room, told, keys } = await openRoom(
    toPairs([lot({ rows: 10 }), lot({ rows: 10, priority: 2, tabs: ["b"] })]),
  );
  await room.make();
  expect(told).toMatchObject([{ reason: "disk-full", data: { count: 2, tabs: { a: "1-2" }, types: { custom: 2 } } }]);
  expect(keys()).toHaveLength(18);
});

test("and answers only where there are more than a thousand of them", async () => {
  const few = await openRoom(toPairs([lot({ priority: 0, rows: 20, perRow: 50 })]));
  await few.room.make();
  expect(few.keys()).toHaveLength(20);
  const many = await openRoom(toPairs([lot({ priority: 0, rows: 25, perRow: 50 })]));
  await many.room.make();
  expect(countOf(many.keys())).toBe(1000);
});

test("what is within the limits stays", async () => {
  const { room, told, keys } = await openRoom(toPairs([lot({ rows: 400, perRow: 50, characters: 300 })]));
  await room.check();
  expect([keys().length, told]).toEqual([400, []]);
});

test.each([
  [3, 7],
  [0, 30],
])("what has priority %i goes after %i days", async (priority, days) => {
  const [young, old] = [lot({ priority, age: days * DAY }), lot({ priority, age: days * DAY + 1, tabs: ["b"] })];
  const { room, told, keys } = await openRoom(toPairs([old, young]));
  await room.check();
  expect(keys()).toHaveLength(1);
  expect(told.map(({ reason, data }) => [reason, data.tabs])).toEqual([["too-old", { b: "1" }]]);
});

test("a gap names ranges and single numbers of each document", async () => {
  const { room, told } = await openRoom([]);
  const rows = toPairs([lot({ perRow: 3 }), lot({ perRow: 2, step: 3 }), lot({ tabs: ["b"] })]).map(([, row]) => row);
  room.tell(rows, "no-storage");
  expect(told.map(({ data }) => data.tabs)).toEqual([{ a: "1-3,6,9", b: "1" }]);
  expect(told.flatMap(namedBy)).toEqual(["a/1", "a/2", "a/3", "a/6", "a/9", "b/1"]);
  expect(room.evicted()).toBe(6);
});

test("documents that took turns make one gap, not one for each turn", async () => {
  const { room, told } = await openRoom([]);
  const rows = toPairs([lot({ rows: 40, perRow: 50, tabs: ["a", "b"] })]).map(([, row]) => row);
  room.tell(rows, "no-storage");
  expect(told.map(({ data }) => data.tabs)).toEqual([{ a: "1-1000", b: "1-1000" }]);
});

test("nothing lost is not told", async () => {
  const { room, told } = await openRoom([]);
  room.tell([], "no-storage");
  await room.check();
  await room.make();
  expect(told).toEqual([]);
});

test("of more than 200 copies the oldest of the least valuable go; those that are nowhere else are told", async () => {
  const { room, told } = await openRoom([]);
  const rows = toPairs([lot({ priority: 1, rows: 101, tabs: ["b"] }), lot({ rows: 100 })]).map(([, row]) => row);
  const copies = new Map(
    rows.map((row, i) => [String(row.key), { ...row, level: i % 2 ? ("memory" as const) : ("idb" as const) }]),
  );
  room.spare(copies);
  expect(copies.size).toBe(160);
  expect([...copies.values()].filter(({ key }) => key[1] === 1)).toHaveLength(101);
  expect(told).toMatchObject([{ reason: "no-storage", data: { types: { custom: 21 } } }]);
});
