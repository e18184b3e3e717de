// Whatever a collector refuses without naming it is found, and nothing else is lost by the search.
import type { Entry } from "@waymark/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createFakeClock, makeEntry } from "../fixtures.ts";
import { type Collector, openSender, reply, skippingWaits } from "./sender-fixture.ts";

const skipWaitsOf = skippingWaits();

/** 1 to 50 entries, each with a text of its own length, in tasks that end where they end. */
const tasks = fc
  .array(fc.tuple(fc.nat(300), fc.boolean()), { minLength: 1, maxLength: 50, size: "max" })
  .map((entries) => {
    const all: Entry[][] = [[]];
    for (const [i, [length, isLast]] of entries.entries()) {
      all.at(-1)?.push(makeEntry({ name: `${i}`, data: { text: "é".repeat(length) } }));
      if (isLast) all.push([]);
    }
    return all;
  });
const withPoison = fc.tuple(tasks, fc.array(fc.nat(), { maxLength: 3, size: "max" })).map(([all, picks]) => ({
  all,
  poison: new Set(picks.map((pick) => all.flat()[pick % all.flat().length]?.id ?? "")),
}));

/** Queues it all, sends until nothing is left, and tells what became of it. */
async function send(all: readonly Entry[][], judge: Collector) {
  const stored = new Set<string>();
  const clock = createFakeClock();
  skipWaitsOf(clock);
  const opened = openSender(
    (arrival) => {
      const answer = judge(arrival);
      if (answer.ok) for (const { id } of arrival.entries) stored.add(id);
      return answer;
    },
    { clock },
  );
  for (const task of all) await opened.add(task);
  await opened.sendUntilEmpty();
  return { ...opened, stored };
}

const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id).sort();

test("a poison entry that nobody names is set apart, alone, in at most 2 log2 n + 2 requests", async () => {
  await fc.assert(
    fc.asyncProperty(withPoison, async ({ all, poison }) => {
      const { stored, quarantined, queued, arrivals } = await send(all, ({ batch, entries }) =>
        entries.some(({ id }) => poison.has(id)) ? reply(400) : reply(200, { batch }),
      );
      const entries = all.flat();
      expect([...stored].sort()).toEqual(idsOf(entries.filter(({ id }) => !poison.has(id))));
      expect(quarantined().sort()).toEqual([...poison].sort());
      expect(queued()).toEqual([]);
      // One refusal, at most log2 n halves until it stands alone, where it is asked about twice; then the rest goes at once.
      expect(arrivals.length).toBeLessThanOrEqual(poison.size * (2 * Math.log2(entries.length) + 2) + 1);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test("one that the collector names takes a single request", async () => {
  await fc.assert(
    fc.asyncProperty(withPoison, async ({ all, poison }) => {
      const { quarantined, queued, arrivals } = await send(all, ({ batch, entries }) => {
        const refused = entries.filter(({ id }) => poison.has(id)).map(({ id }) => ({ id, reason: "", retry: false }));
        return reply(refused.length ? 422 : 200, { batch, refused });
      });
      expect(quarantined().sort()).toEqual([...poison].sort());
      expect(queued()).toEqual([]);
      expect(arrivals).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
}, 60_000);

test("below any limit of bytes all arrives but what is over it alone", async () => {
  await fc.assert(
    fc.asyncProperty(tasks, fc.integer({ min: 0, max: 20_000 }), async (all, most) => {
      const { stored, quarantined, queued } = await send(all, ({ batch, bytes }) =>
        bytes > most ? reply(413) : reply(200, { batch }),
      );
      const isTooLarge = (entry: Entry) => bytesOf(JSON.stringify(entry)) > most;
      expect([...stored].sort()).toEqual(idsOf(all.flat().filter((entry) => !isTooLarge(entry))));
      expect(quarantined().sort()).toEqual(idsOf(all.flat().filter(isTooLarge)));
      expect(queued()).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test("poison under a limit of bytes is set apart, and with it only what is over the limit alone", async () => {
  await fc.assert(
    fc.asyncProperty(withPoison, fc.integer({ min: 0, max: 20_000 }), async ({ all, poison }, most) => {
      const { stored, quarantined, queued } = await send(all, ({ batch, entries, bytes }) => {
        if (bytes > most) return reply(413);
        return entries.some(({ id }) => poison.has(id)) ? reply(400) : reply(200, { batch });
      });
      const isBad = (entry: Entry) => poison.has(entry.id) || bytesOf(JSON.stringify(entry)) > most;
      expect([...stored].sort()).toEqual(idsOf(all.flat().filter((entry) => !isBad(entry))));
      expect(quarantined().sort()).toEqual(idsOf(all.flat().filter(isBad)));
      expect(queued()).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);
