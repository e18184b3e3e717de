// What a visitor's entries travel in: batches of one session each, within the caps of the wire format.
import { type Batch, type Entry, MAX_BATCH_BYTES, MAX_BATCH_ENTRIES, WIRE_FORMAT } from "@waymark/protocol";
import type { Told, Visitor } from "./create-visitor.ts";

/** What stands in every batch of a run. */
export type Head = Pick<Batch, "site" | "plan">;

/** Bytes left to the envelope. */
const ENVELOPE = 2048;

function* toRuns(told: readonly Told[]): Generator<readonly [session: string, entries: readonly Entry[]]> {
  let entries: Entry[] = [];
  let bytes = 0;
  for (const [index, { session, entry }] of told.entries()) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    const isSame = told[index - 1]?.session === session;
    const isFull = entries.length === MAX_BATCH_ENTRIES || bytes + size > MAX_BATCH_BYTES - ENVELOPE;
    if (entries.length && (!isSame || isFull)) {
      yield [told[index - 1]?.session ?? session, entries];
      [entries, bytes] = [[], 0];
    }
    entries.push(entry);
    bytes += size;
  }
  const last = told.at(-1);
  if (last) yield [last.session, entries];
}

/** @param now wall clock, ms since the epoch: simulated entries are in the past, their batches leave now */
export function toBatches({ id, told, makeId }: Visitor, head: Head, now: () => number): readonly Batch[] {
  return [...toRuns(told)].map(([session, entries]) => ({
    waymark: WIRE_FORMAT,
    ...head,
    sdk: "simulate",
    batch: makeId(),
    attempt: 1,
    sentAt: now(),
    visitor: id,
    session,
    level: "idb",
    source: "simulate",
    entries,
  }));
}
