// Whatever waits: after a check the queue is within its limits, the least valuable and oldest went first, and each entry
// that went is told once.
import { type Entry, MAX_ENTRY_BYTES } from "@waymark/protocol";
import { entrySchema } from "@waymark/protocol/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, type Row } from "../../../packages/sdk/src/pipeline/batch.ts";
import type { Key } from "../../../packages/sdk/src/store.ts";
import { START } from "../fixtures.ts";
import { countOf, DAY, lot, namedBy, openRoom, sum, type Told, toLargestEntry, toPairs } from "./room-fixture.ts";

const tabs = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 0xffff }))
  .map(([count, first]) =>
    Array.from({ length: count }, (_, i) => `f00dcafe${(first * 1000 + i).toString(16).padStart(8, "0")}`),
  );
const anyLot = fc
  .record({
    priority: fc.integer({ min: 0, max: 3 }),
    rows: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 400 })),
    perRow: fc.constantFrom(1, 1, 7, 50),
    characters: fc.constantFrom(0, 0, 0, 300, 2000),
    tabs,
    step: fc.integer({ min: 1, max: 3 }),
    age: fc.constantFrom(0, 1, 6.9, 7.1, 29.9, 30.1).map((days) => days * DAY),
  })
  .map(lot);
/** Of one priority and age the first comes first, as a page would queue them. */
const lots = fc.array(anyLot, { minLength: 1, maxLength: 8 });
const manyTabs = Array.from({ length: 4000 }, (_, i) => `f00dcafe${i.toString(16).padStart(8, "0")}`);
/** The worst that could be thought of. */
const examples = [
  // Little of no value, before a lot of more.
  [lot({ rows: 1500 }), lot({ priority: 1, rows: 400, perRow: 50, characters: 10 }), lot({ priority: 1, rows: 100 })],
  // Too many, but not without those that are too old.
  [lot({ rows: 300, perRow: 7, age: 8 * DAY }), lot({ rows: 399, perRow: 50 })],
  // A document whose every other entry goes.
  [lot({ rows: 400, perRow: 50, step: 2 }), lot({ priority: 1, rows: 50, perRow: 50, step: 2 })],
  // As many documents as entries.
  [lot({ rows: 2000, perRow: 2, tabs: manyTabs, age: 8 * DAY })],
  // Answers alone, too many, too large, and both.
  [lot({ priority: 0, rows: 21_000 })],
  [lot({ priority: 0, rows: 20, perRow: 50, characters: 11_000 })],
  [lot({ priority: 0, rows: 1500, characters: 10_000 })],
].map((each): [typeof each] => [each]);

const entriesOf = (rows: readonly Row[]) =>
  rows.flatMap(({ entries }) => entries.map(({ body }) => JSON.parse(body) as Entry));
const nameOf = ({ tab, seq }: Entry) => `${tab}/${seq}`;
const isAnswer = (key: Key) => key[1] === 0;
/** Ascending, and so by age. */
const idsOf = (keys: readonly Key[], priority: number) =>
  keys.flatMap((key) => (key[1] === priority ? [String(key[2])] : [])).sort();
const isTooMuch = (keys: readonly Key[]) =>
  countOf(keys) > 20_000 || sum(keys.map((key) => Number(key[4]))) > 10_000_000;

/** Every entry that went is in one gap, which is right in all it says and can be sent. */
function expectTold(gone: readonly Entry[], told: readonly Told[]): void {
  expect(told.flatMap(namedBy).sort()).toEqual(gone.map(nameOf).sort());
  const byName = new Map(gone.map((entry) => [nameOf(entry), entry]));
  for (const each of told) {
    const entries = namedBy(each).map((name) => byName.get(name));
    const times = entries.map((entry) => entry?.at ?? Number.NaN);
    expect(each.data).toMatchObject({ count: entries.length, from: Math.min(...times), until: Math.max(...times) });
    const types = each.data.types as Record<string, number>;
    for (const [type, count] of Object.entries(types))
      expect(entries.filter((entry) => entry?.type === type)).toHaveLength(count);
    expect(sum(Object.values(types))).toBe(entries.length);
    const entry = toLargestEntry(each);
    expect(entrySchema.safeParse(entry).error).toBeUndefined();
    expect(bytesOf(JSON.stringify(entry))).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
  }
}

test("after a check", async () => {
  await fc.assert(
    fc.asyncProperty(lots, async (all) => {
      const pairs = toPairs(all);
      const { room, told, keys } = await openRoom(pairs);
      await room.check();
      const left = keys();
      const names = new Set(left.map(String));
      const gone = pairs.filter(([key]) => !names.has(String(key)));
      expectTold(entriesOf(gone.map(([, row]) => row)), told);

      const isOld = ([, priority, id]: Key) =>
        Number.parseInt(String(id).replace("-", "").slice(0, 12), 16) < START - (priority ? 7 : 30) * DAY;
      expect(left.filter(isOld)).toEqual([]);
      const young = pairs.map(([key]) => key).filter((key) => !isOld(key));
      const wentYoung = gone.map(([key]) => key).filter((key) => !isOld(key));
      // Within the limits, but for answers that nothing outweighs; and nothing went that there was room for.
      if (isTooMuch(left)) {
        expect(left.every(isAnswer)).toBe(true);
        expect(countOf(left)).toBeLessThanOrEqual(1000);
      }
      if (!isTooMuch(young)) expect(wentYoung).toEqual([]);
      if (wentYoung.some(isAnswer)) expect(countOf(young.filter(isAnswer))).toBeGreaterThan(1000);
      // The least valuable went first, and of them the oldest.
      for (const priority of [0, 1, 2, 3]) {
        const went = idsOf(wentYoung, priority);
        if (!went.length) continue;
        expect(left.filter((key) => Number(key[1]) > priority)).toEqual([]);
        const oldestLeft = idsOf(left, priority)[0] ?? "g";
        expect(`${went.at(-1)}` < oldestLeft).toBe(true);
      }
    }),
    { numRuns: 12, examples },
  );
}, 60_000);
