// Whatever a collector's reply holds: only what it acknowledges leaves the queue, and nobody is hammered.
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createFakeClock, makeEntry } from "../fixtures.ts";
import { type Arrival, accept, openSender, reply, skippingWaits } from "./sender-fixture.ts";

const skipWaitsOf = skippingWaits();

const rubbish = fc.jsonValue({ maxDepth: 1 });
const prototypeNames = fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "toString", "");
/** A number stands for the entry at that place of the batch. */
const id = fc.oneof({ weight: 4, arbitrary: fc.nat(5) }, prototypeNames, fc.uuid(), rubbish);
const retry = fc.oneof({ weight: 4, arbitrary: fc.boolean() }, rubbish, fc.constant(undefined));
const refusal = fc.oneof({ weight: 6, arbitrary: fc.record({ id, reason: fc.constant("no"), retry }) }, rubbish);
const refused = fc.oneof(
  { weight: 5, arbitrary: fc.array(refusal, { maxLength: 6 }) },
  rubbish,
  fc.constant(undefined),
);
const retryAfterMs = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  fc.constantFrom(0, -1, 1, 60_000, 1e300, Number.MAX_VALUE),
  rubbish,
);
const replies = fc.array(
  fc.record({
    status: fc.constantFrom(200, 200, 202, 400, 422, 408, 429, 500, 503),
    hasEcho: fc.boolean(),
    refused,
    retryAfterMs,
  }),
  { minLength: 1, maxLength: 4 },
);

interface Named {
  readonly id: unknown;
  readonly retry?: unknown;
}
const isNamed = (each: unknown): each is Named => typeof each === "object" && each !== null && "id" in each;

/** The list with the ids of the batch, and which of its entries this reply acknowledges and which it may set apart. */
function judge({ entries }: Arrival, status: number, hasEcho: boolean, refused: unknown) {
  const list = Array.isArray(refused)
    ? refused.map((each) => (isNamed(each) ? { ...each, id: entries[each.id as number]?.id ?? each.id } : each))
    : refused;
  const named = (Array.isArray(list) ? list : []).filter(isNamed);
  const isRefused = ({ id }: { readonly id: string }) => named.some((each) => each.id === id);
  const isOk = status < 300;
  const isList = status === 400 || status === 422;
  const isReceipt = hasEcho && (isOk || (isList && entries.some(isRefused)));
  const isForGood = ({ id }: { readonly id: string }) => named.some((each) => each.id === id && each.retry !== true);
  return {
    list,
    acknowledged: isReceipt ? entries.filter((entry) => !isRefused(entry)) : [],
    refusable: isReceipt ? entries.filter(isForGood) : isList && entries.length === 1 ? entries : [],
    isSplit: isList && !isReceipt,
  };
}

test("any reply lets go only of what it acknowledges; the rest is set apart by name, or sent again after a pause", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), replies, async (count, script) => {
      const clock = createFakeClock();
      skipWaitsOf(clock);
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const acknowledged = new Set<string>();
      const refusable = new Set<string>();
      const splits = new Set<Arrival>();
      const opened = openSender(
        (arrival) => {
          const next = script[opened.arrivals.length - 1];
          if (!next) {
            for (const { id } of arrival.entries) acknowledged.add(id);
            return accept(arrival);
          }
          const verdict = judge(arrival, next.status, next.hasEcho, next.refused);
          for (const { id } of verdict.acknowledged) acknowledged.add(id);
          for (const { id } of verdict.refusable) refusable.add(id);
          if (verdict.isSplit) splits.add(arrival);
          const { status, hasEcho, retryAfterMs } = next;
          return reply(status, { refused: verdict.list, retryAfterMs, ...(hasEcho ? { batch: arrival.batch } : {}) });
        },
        { clock },
      );
      const entries = Array.from({ length: count }, () => makeEntry());
      await opened.add(entries);
      await opened.sendUntilEmpty(50);
      expect(opened.queued()).toEqual([]);
      for (const { id } of entries) expect(acknowledged.has(id) || opened.quarantined().includes(id)).toBe(true);
      for (const id of opened.quarantined()) expect(refusable).toContain(id);
      for (const [i, { at, entries }] of opened.arrivals.entries()) {
        const before = opened.arrivals[i - 1];
        if (!before || splits.has(before) || before.entries[0]?.id !== entries[0]?.id) continue;
        expect(at - before.at).toBeGreaterThanOrEqual(500);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
