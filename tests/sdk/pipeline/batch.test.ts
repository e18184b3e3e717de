import { batchSchema } from "@waymark/protocol/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, firstRun, type Queued, type Row, toBody } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createIds, makeEntry, START } from "../fixtures.ts";

const { make } = createIds(() => START);
const toQueued = (body: string): Queued => ({ id: make(), body });
const toRow = (entries: readonly Queued[], session = "s", visitor = "v"): Row => ({
  key: ["e", 1, make()],
  visitor,
  session,
  level: "idb",
  tries: 0,
  entries,
});
const ids = (entries: readonly Queued[]) => entries.map(({ id }) => id);

describe("firstRun", () => {
  const limit = { entries: 3, bytes: 1000 };

  test("takes nothing from nothing", () => expect(firstRun([], limit)).toEqual({ rows: [], entries: [] }));

  test("takes the first session's rows alone, wherever they stand", () => {
    const [a, b, c] = [toRow([toQueued("1")], "a"), toRow([toQueued("2")], "b"), toRow([toQueued("3")], "a")] as const;
    expect(firstRun([a, b, c], limit).rows).toEqual([a, c]);
  });

  test("takes anonymous rows together, and apart from all others", () => {
    const a = toRow([toQueued("1")]);
    const { visitor: _, session: __, ...nobody } = toRow([toQueued("3")]);
    expect(firstRun([nobody, { ...nobody, key: ["e", 3, "z"] }, a], limit).entries).toHaveLength(2);
  });

  test("cuts a row where the limit is", () => {
    const row = toRow(["1", "2", "3", "4"].map(toQueued));
    expect(firstRun([row], limit)).toEqual({ rows: [row], entries: row.entries.slice(0, 3) });
  });

  test("names no row of which nothing goes", () => {
    const [a, b] = [toRow(["1", "2", "3"].map(toQueued)), toRow([toQueued("4")])] as const;
    expect(firstRun([a, b], limit).rows).toEqual([a]);
  });

  test("counts bytes as UTF-8", () => {
    const row = toRow(["é".repeat(300), "é".repeat(300)].map(toQueued));
    expect(firstRun([row], limit).entries).toHaveLength(1);
  });

  test("takes one entry that is too large by itself", () =>
    expect(firstRun([toRow(["x".repeat(2000), "y"].map(toQueued))], limit).entries).toHaveLength(1));

  test("repeated until nothing is left, it loses and doubles nothing and keeps to its limits", () => {
    const row = fc.tuple(fc.constantFrom("a", "b", "c"), fc.array(fc.string({ maxLength: 60 }), { minLength: 1 }));
    const limits = fc.record({ entries: fc.integer({ min: 1, max: 9 }), bytes: fc.integer({ min: 1, max: 200 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), limits, (rows, most) => {
        let waiting = rows.map(([session, bodies]) => toRow(bodies.map(toQueued), session));
        const all = waiting.flatMap(({ entries }) => ids(entries));
        const sent: string[] = [];
        while (waiting.length) {
          const run = firstRun(waiting, most);
          expect(new Set(run.rows.map(({ session }) => session)).size).toBe(1);
          expect(run.entries.length).toBeGreaterThan(0);
          expect(run.entries.length).toBeLessThanOrEqual(most.entries);
          const size = run.entries.reduce((sum, { body }) => sum + bytesOf(body) + 1, 0);
          expect(run.entries.length === 1 || size <= most.bytes).toBe(true);
          sent.push(...ids(run.entries));
          waiting = waiting
            .map((each) => ({ ...each, entries: each.entries.filter(({ id }) => !sent.includes(id)) }))
            .filter(({ entries }) => entries.length);
        }
        expect(sent.length).toBe(all.length);
        expect([...sent].sort()).toEqual([...all].sort());
      }),
    );
  });
});

describe("toBody", () => {
  const head = { site: "shop", sdk: "0.1.0", plan: undefined, automated: undefined };
  const toRowOf = (tries: number, name: string): Row => {
    const entry = makeEntry({ name });
    return { ...toRow([{ id: entry.id, body: JSON.stringify(entry) }], make(), make()), tries };
  };

  test("is a batch of wire format 1, with the largest try as its attempt", () => {
    const rows = [toRowOf(1, 'with "quotes"'), toRowOf(3, "é")];
    const batch = make();
    const body = JSON.parse(toBody(head, { rows, entries: rows.flatMap(({ entries }) => entries) }, batch, START));
    expect(batchSchema.parse(body)).toMatchObject({
      waymark: 1,
      site: "shop",
      batch,
      attempt: 3,
      sentAt: START,
      visitor: rows[0]?.visitor,
      session: rows[0]?.session,
      level: "idb",
      entries: [{ name: 'with "quotes"' }, { name: "é" }],
    });
    expect(body).not.toHaveProperty("plan");
    expect(body).not.toHaveProperty("automated");
  });

  test("names nobody in anonymous rows", () => {
    const { visitor: _, session: __, ...row } = toRowOf(1, "a");
    const body = JSON.parse(toBody(head, { rows: [row], entries: row.entries }, make(), START));
    expect(body).not.toHaveProperty("visitor");
    expect(body).not.toHaveProperty("session");
  });
});
