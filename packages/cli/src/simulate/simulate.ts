// `waymark simulate`: makes journeys that are marked as such and sends them to a collector.
import type { Refusal } from "@waymark/protocol";
import { ReadError } from "../read-error.ts";
import type { Terminal } from "../terminal.ts";
import { readRun } from "./read-run.ts";
import { SendError, sendBatch } from "./send-batch.ts";
import { type Parcel, simulateJourneys } from "./simulate-journeys.ts";

export interface SimulateOptions {
  readonly journeys: number;
  readonly seed: string;
  /** Path of `waymark.json`. */
  readonly config: string;
  /** Path of a profile; default: all is derived from the plan. */
  readonly profile?: string | undefined;
  /** URL that takes batches. */
  readonly collector: string;
  readonly site?: string | undefined;
  /** Journeys begin in this many days before `until`. */
  readonly days: number;
  /** ms since the epoch; default: the last midnight, UTC. */
  readonly until?: number | undefined;
  /** Prints batches, one in a line, and sends none. */
  readonly dryRun?: boolean | undefined;
}

const DAY = 86_400_000;
/** Requests under way at once: a collector makes them durable together. */
const SENDERS = 32;
const MOST_LINES = 10;

interface Sent {
  entries: number;
  readonly refused: Refusal[];
  refusals: number;
}

/** All senders take from the same journeys; when one fails, the others stop with it. */
async function sendAll(parcels: Iterable<Parcel>, collector: string, signal: AbortSignal): Promise<Sent> {
  const sent: Sent = { entries: 0, refused: [], refusals: 0 };
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  const sender = async () => {
    for (const parcel of parcels) {
      const { accepted, refused } = await sendBatch(collector, parcel, ended);
      sent.entries += accepted;
      sent.refusals += refused.length;
      sent.refused.push(...refused.slice(0, MOST_LINES - sent.refused.length));
    }
  };
  const senders = Array.from({ length: SENDERS }, sender);
  try {
    await Promise.all(senders);
  } finally {
    failed.abort();
    await Promise.allSettled(senders);
  }
  return sent;
}

const count = (value: number): string => value.toLocaleString("en");

/** Exit code: 0 when the collector has taken all, 1 otherwise. */
export const simulate = async (
  { config, profile, site, journeys, seed, days, collector, dryRun, ...options }: SimulateOptions,
  { out, err, signal }: Terminal,
  now: () => number = Date.now,
): Promise<number> => {
  const until = options.until ?? Math.floor(now() / DAY) * DAY;
  const started = performance.now();
  try {
    const read = await readRun(config, profile, site);
    const parcels = simulateJourneys({ ...read, journeys, seed, days, until, now });
    if (dryRun) {
      for (const { batch } of parcels) out(JSON.stringify(batch));
      return 0;
    }
    const { entries, refused, refusals } = await sendAll(parcels, collector, signal);
    for (const { id, reason } of refused) err(`refused ${id}: ${reason}`);
    if (refusals > 0) err(`${collector} refused ${count(refusals)} entries.`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    out(`${count(journeys)} simulated journeys, ${count(entries)} entries, in ${seconds} s`);
    return refusals === 0 ? 0 : 1;
  } catch (error) {
    if (signal.aborted) err("Stopped before all was sent. Run it again to send the rest: nothing counts twice.");
    else if (error instanceof ReadError || error instanceof SendError) err(error.message);
    else throw error;
    return 1;
  }
};
