// Sends what is queued, batch by batch, and draws from each result what becomes of the entries and when to try again.
import type { Receipt } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Report } from "../report.ts";
import type { Store } from "../store.ts";
import { type Head, type Run, toBody } from "./batch.ts";
import { type Deliver, KEEPALIVE_BYTES, type Result } from "./deliver.ts";
import type { Queue } from "./queue.ts";

export interface Sender {
  /** Sends until nothing is left, or nothing may be sent now: then resolves with how long to wait, ms. */
  readonly sendAll: () => Promise<number | undefined>;
  /** Sends one request of a page that goes away; what it carries stays queued unless an answer is still heard. */
  readonly leave: (isFresh: boolean) => void;
  /** A new network: no reason to wait out the old one's failures. */
  readonly reset: () => Promise<void>;
  /** One request's body of what this document has not got rid of yet; empty when there is nothing. */
  readonly toLast: () => string;
  /** Has the one hearer told what became of each request, once that is settled. */
  readonly onSettled: (hear: Settled) => void;
}

export type Settled = (run: Run, result: Result) => void;

export interface SenderContext {
  readonly queue: Queue;
  readonly store: Store;
  readonly deliver: Deliver;
  readonly head: () => Head;
  readonly makeId: () => string;
  readonly clock: Clock;
  readonly report: Report;
  readonly isAway: () => boolean;
  readonly stopped: AbortSignal;
}

/** Kept in the store, so that neither a reload nor another tab hammers a collector in trouble. */
export interface Backoff {
  readonly failures: number;
  /** No request before, ms since the epoch. */
  readonly nextAt: number;
  /** When this was written, ms since the epoch. */
  readonly since?: number | undefined;
  /** Of these failures the last one was the network's. */
  readonly isUnknown?: boolean | undefined;
  /** Bytes that the collector takes at once, where it has refused more. */
  readonly bytes?: number | undefined;
}

const BETWEEN_REQUESTS = 200;
/** The lock is let go after this long, ms. */
const MOST_RUN = 10_000;
const HOUR = 3_600_000;
const MOST_BACKOFF = 300_000;
const FEW_FAILURES = 4;
const MOST_ENTRIES = 50;
const MOST_BYTES = KEEPALIVE_BYTES - 1024;

export function createSender(context: SenderContext): Sender {
  const { queue, store, deliver, head, makeId, clock, report, isAway, stopped } = context;
  let backoff: Backoff = { failures: 0, nextAt: 0 };
  /** So many of the next entries hold one that was refused without a name. */
  let suspects = 0;
  let suspect: string | undefined;
  let triedAt = 0;
  let settled: Settled = () => {};

  const limit = () => ({ entries: Math.ceil(suspects / 2) || MOST_ENTRIES, bytes: backoff.bytes ?? MOST_BYTES });
  /** Another tab may have been told to wait; and the clock may have been set back since, which lengthens no pause. */
  const recall = async () => {
    [backoff = backoff] = await store.list<Backoff>("b", 1);
    const early = (backoff.since ?? 0) - clock.now();
    if (early > 0) await keep({ ...backoff, nextAt: backoff.nextAt - early });
  };
  const keep = (next: Backoff) => {
    backoff = { ...next, since: clock.now() };
    return store.put([[["b"], backoff]]);
  };
  const left = () => Math.max(0, backoff.nextAt - clock.now());
  /** What the collector has asked for, or what it has refused, is waited out whatever else comes. */
  const told = () => (backoff.isUnknown ? 0 : left());
  const wait = async (pause: number, rest: Partial<Backoff>) => {
    await recall();
    const floor = told();
    const nextAt = clock.now() + Math.min(Math.max(pause, floor), 24 * HOUR);
    await keep({ ...backoff, ...rest, nextAt, isUnknown: rest.isUnknown && !floor });
  };
  const last = (isFresh: boolean) => queue.unsent({ ...limit(), entries: MOST_ENTRIES }, isFresh);
  const toRequest = (run: Run) => {
    const batch = makeId();
    return [toBody(head(), run, batch, clock.now()), batch] as const;
  };
  const send = async (run: Run, isLeaving?: boolean) => {
    const counted = queue.tried(run);
    triedAt = clock.mono();
    const result = await deliver(...toRequest(counted), isLeaving);
    report.debug("sent", run.entries.length, result);
    // Whatever is left of a page that was told to stop was wiped.
    if (stopped.aborted) return;
    // A receipt that can't be read is none.
    await settle(counted, result).catch(() => settle(counted, { isUnknown: true }));
    settled(counted, result);
  };

  async function settle(run: Run, result: Result): Promise<unknown> {
    const { entries } = run;
    const { failures, bytes } = backoff;
    const { receipt, isToSplit, isTooLarge, isOver, deniedBy, isUnknown, floor = 0 } = result;
    if (receipt && (!isToSplit || receipt.refused.some((refusal) => entries.some(({ id }) => id === refusal.id))))
      return acknowledge(run, receipt, floor);
    if (isToSplit || isTooLarge) {
      // One alone is asked about once more: a proxy may have had a bad moment.
      const id = `${entries[0]?.id}`;
      if (entries.length === 1 && (isTooLarge || suspect === id))
        return acknowledge(run, { refused: [{ id, reason: "", retry: false }] }, 0);
      suspect = id;
      if (isTooLarge) return wait(0, { bytes: Math.min(bytes ?? MOST_BYTES, sizeOf(run)) / 2 });
      suspects = entries.length;
      return;
    }
    if (isOver) {
      await queue.clear();
      return wait(24 * HOUR, {});
    }
    if (deniedBy) report.problem("data-collector", `answered ${deniedBy} without a receipt; check address and site`);
    const isBlocked = isUnknown && failures >= FEW_FAILURES && navigator.onLine;
    // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    let pause = Math.min(MOST_BACKOFF, 1000 * 2 ** failures) * Math.random();
    if (isBlocked) pause = MOST_BACKOFF;
    else if (deniedBy && !isUnknown) pause = Math.min(6 * HOUR, MOST_BACKOFF * 2 ** failures);
    return wait(Math.max(pause, floor * (1 + Math.random() / 5)), { failures: failures + 1, isUnknown });
  }

  async function acknowledge({ rows, entries }: Run, { refused }: Pick<Receipt, "refused">, floor: number) {
    const named = new Map(refused.map((each) => [each.id, each]));
    const isToStay = (id: string) => named.get(id)?.retry === true;
    const gone = new Set(entries.map(({ id }) => id).filter((id) => !isToStay(id)));
    await queue.remove(
      rows,
      (id) => gone.has(id),
      (id) => (gone.has(id) ? named.get(id) : undefined),
    );
    suspects = Math.max(0, suspects - entries.length);
    const { failures, bytes } = backoff;
    const pause = Math.max(floor, gone.size < entries.length ? 5000 : 0);
    // What was too large once may be taken again later: a tenth more each time.
    const next = bytes && bytes * 1.1 < MOST_BYTES ? bytes * 1.1 : undefined;
    if (failures || pause || bytes) await wait(pause, { failures: 0, isUnknown: false, bytes: next });
  }

  recall();
  return {
    onSettled(hear) {
      settled = hear;
    },
    async sendAll() {
      const end = clock.mono() + MOST_RUN;
      while (!isAway()) {
        // That it is offline may be the browser's error: it only puts off.
        if (navigator.onLine === false && clock.mono() - triedAt < MOST_BACKOFF) return MOST_BACKOFF;
        await recall();
        if (left()) return left();
        const run = await queue.next(limit());
        if (!run.entries.length || isAway()) break;
        if (clock.mono() > end) return BETWEEN_REQUESTS;
        await send(run);
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_REQUESTS));
      }
      return undefined;
    },
    leave(isFresh) {
      const run = last(isFresh);
      if (run.entries.length && !told()) send(run, true).catch(() => {});
    },
    async reset() {
      await recall();
      if (backoff.isUnknown) await wait(2000 * Math.random(), { failures: 0, isUnknown: false });
    },
    toLast() {
      const run = last(false);
      return run.entries.length && !told() ? toRequest(run)[0] : "";
    },
  };
}

const sizeOf = ({ entries }: Run): number => entries.reduce((sum, { body }) => sum + body.length, 0);
