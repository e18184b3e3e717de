// Whatever waits, in requests: none over its limit, each of one session that was kept equally
// well, everything once, the most valuable and oldest first.
import type { Batch, Entry } from "@waymark/protocol";
import { MAX_BATCH_BYTES, MAX_ENTRY_BYTES } from "@waymark/protocol";
import { batchSchema } from "@waymark/protocol/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, firstRun, type Row, toBody } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createIds, makeEntry, START } from "../fixtures.ts";

const { make } = createIds(() => START);
const [SITE, SDK, PLAN] = ["s".repeat(128), "0".repeat(32), "p".repeat(64)];
const head = { site: SITE, sdk: SDK, plan: PLAN, automated: true as const };
/** What the sender leaves for everything around the entries. */
const LIMIT = { entries: 50, bytes: 47 * 1024 };

const sessions = Array.from({ length: 3 }, () => ({ session: make(), visitor: make() }));
const nobody = { session: undefined, visitor: undefined };
const LEVELS = ["idb", "journal", "memory"] as const;
/** From a word to the most that an entry may be, in characters of one to four bytes. */
const text = fc
  .tuple(fc.constantFrom("x", "é", "€", "😀", '"', "\u0000"), fc.oneof(fc.nat(40), fc.nat(3000), fc.nat(30_000)))
  .map(([character, times]) => character.repeat(times));
const entry = text.map((data) => {
  const whole = makeEntry({ data: { text: data } });
  return bytesOf(JSON.stringify(whole)) > MAX_ENTRY_BYTES ? makeEntry({ data: { truncated: true } }) : whole;
});
const row = fc.record({
  who: fc.constantFrom(...sessions, nobody),
  priority: fc.nat(3),
  tries: fc.nat(3),
  level: fc.constantFrom(...LEVELS),
  entries: fc.array(entry, { minLength: 1, maxLength: 50, size: "max" }),
});
type Drawn = typeof row extends fc.Arbitrary<infer Value> ? Value : never;
const rows = fc.array(row, { maxLength: 8, size: "max" });

/** In the order of the store: by priority, then by age. */
const toRows = (drawn: readonly Drawn[]): readonly Row[] =>
  drawn
    .map(({ who, priority, tries, level, entries }): Row => {
      const queued = entries.map((each: Entry) => ({ id: each.id, body: JSON.stringify(each) }));
      return { key: ["e", priority, make(), queued.length, 0], ...who, level, tries, entries: queued };
    })
    .sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));

const idsOf = (rows: readonly Row[]) => rows.flatMap(({ entries }) => entries.map(({ id }) => id));
const without = (rows: readonly Row[], sent: ReadonlySet<string>) =>
  rows
    .map((each) => ({ ...each, entries: each.entries.filter(({ id }) => !sent.has(id)) }))
    .filter(({ entries }) => entries.length);

test("request by request until nothing is left", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(LIMIT, { entries: 7, bytes: 5000 }, { entries: 1, bytes: 0 }), (drawn, limit) => {
      const all = toRows(drawn);
      const sent: Batch[] = [];
      for (
        let left = all;
        left.length;
        left = without(all, new Set(sent.flatMap((batch) => batch.entries.map(({ id }) => id))))
      ) {
        const run = firstRun(left, limit);
        const body = toBody(head, run, make(), START);
        const batch = batchSchema.parse(JSON.parse(body));
        const { entries, session, visitor, level } = batch;
        expect(entries.map(({ id }) => id)).toEqual(run.entries.map(({ id }) => id));
        expect(entries.length).toBeGreaterThan(0);
        expect(entries.length).toBeLessThanOrEqual(limit.entries);
        const size = run.entries.reduce((sum, each) => sum + bytesOf(each.body) + 1, 0);
        expect(entries.length === 1 || size <= limit.bytes).toBe(true);
        // With the longest head there is, it is no larger than keepalive requests may be together, nor than the collector takes.
        expect(bytesOf(body)).toBeLessThanOrEqual(Math.min(48 * 1024, MAX_BATCH_BYTES));
        for (const each of run.rows)
          expect([each.session, each.visitor, each.level]).toEqual([session, visitor, level]);
        expect(batch.attempt).toBe(Math.max(1, ...run.rows.map(({ tries }) => tries)));
        sent.push(batch);
        if (sent.length > idsOf(all).length) throw new Error("There is no end to it.");
      }
      for (const who of [...sessions, nobody]) {
        for (const level of LEVELS) {
          const isOwn = (each: Pick<Batch, "session" | "level">) =>
            each.session === who.session && each.level === level;
          const own = sent.filter(isOwn).flatMap(({ entries }) => entries);
          expect(own.map(({ id }) => id)).toEqual(idsOf(all.filter(isOwn)));
        }
      }
      expect(sent.flatMap(({ entries }) => entries)).toHaveLength(idsOf(all).length);
    }),
    { numRuns: 40 },
  );
}, 60_000);
