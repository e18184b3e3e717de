import fc from "fast-check";
import { expect, test } from "vitest";
import { createIds } from "../../packages/journey/src/id.ts";

const START = 1_795_300_000_000;
const create = (now: () => number) => createIds(now, crypto.getRandomValues(new Uint16Array(4)));

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timeOf = (id: string) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);

test("an id is a UUIDv7 of its moment, and carries the document's random bits", () => {
  const { make, tab } = create(() => START);
  const id = make();
  expect(id).toMatch(UUID_V7);
  expect(timeOf(id)).toBe(START);
  expect(tab).toMatch(/^[0-9a-f]{16}$/);
  expect(id.slice(19).replace("-", "")).toBe(tab);
});

test("two documents make different ids at the same moment", () =>
  expect(create(() => START).make()).not.toBe(create(() => START).make()));

test("ids of one millisecond are ordered, and 4,096 of them fit into it", () => {
  const { make } = create(() => START);
  const ids = Array.from({ length: 10_000 }, make);
  expect(new Set(ids).size).toBe(10_000);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.map(timeOf).filter((time) => time === START)).toHaveLength(4096);
  expect(timeOf(ids.at(-1) ?? "")).toBe(START + 2);
});

test("however the clock is set, ids are unique, in order and well-formed", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 200 }), (jumps) => {
      let now = START;
      const { make } = create(() => now);
      const ids = jumps.map((jump) => {
        now += jump;
        return make();
      });
      expect(new Set(ids).size).toBe(ids.length);
      expect([...ids].sort()).toEqual(ids);
      for (const id of ids) expect(id).toMatch(UUID_V7);
    }),
  ));
