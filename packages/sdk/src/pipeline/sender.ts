// Sends what is queued, batch by batch, and draws from each result what becomes of the entries and when to try again.
import type { Clock } from "../clock.ts";
import { setTimer } from "../dom/set-timer.ts";
import type { Report } from "../report.ts";
import type { Store } from "../store.ts";
import { type Head, type Run, toBody } from "./batch.ts";
import { type Answer, type Deliver, KEEPALIVE_BYTES } from "./deliver.ts";
import type { Queue } from "./queue.ts";

export interface Sender {
  /** Sends until nothing is left, or nothing may be sent now: then resolves with how long to wait, ms. */
  readonly sendAll: () => Promise<number | undefined>;
  /** Sends one request of a page that goes away; what it carries stays queued unless an answer is still heard. */
  readonly leave: (isFresh: boolean) => Promise<void>;
  /** A new network: no reason to wait out the old one's failures. */
  readonly reset: () => Promise<void>;
  /** One request's body of what this document has not got rid of yet; empty when there is nothing. */
  readonly toLast: () => string;
}

/** What is done about an answer, and may change of the back-off. */
export interface Verdict extends Partial<Backoff> {
  /** No request before, ms from now. */
  readonly pause: number;
  /** Entries that the next request carries at most; as before without. */
  readonly most?: number;
}

/**
 * Judges an answer, and has let go of what need not be sent again; `undefined` leaves it to the sender, who knows of receipts
 * that take all, and else backs off.
 */
export type Judge = (run: Run, answer: Answer, backoff: Backoff) => Promise<Verdict | undefined>;

export interface SenderContext {
  readonly queue: Queue;
  readonly store: Store;
  readonly deliver: Deliver;
  readonly judge: Judge;
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
  /** How often the collector has denied since it took something: other failures say nothing of a wrong key or address. */
  readonly denials?: number | undefined;
  /** Of these failures the last one was the network's. */
  readonly isUnknown?: boolean | undefined;
  /** Bytes that the collector takes at once, where it has refused more. */
  readonly bytes?: number | undefined;
}

const BETWEEN_REQUESTS = 200;
/** What could not be read may be read after this, ms. */
const READ_AGAIN = 10_000;
/** The lock is let go after this long, ms. */
const MOST_RUN = 10_000;
const DAY = 86_400_000;
export const MOST_BACKOFF = 300_000;
export const MOST_ENTRIES = 50;
export const MOST_BYTES = KEEPALIVE_BYTES - 1024;

export function createSender(context: SenderContext): Sender {
  const { queue, store, deliver, judge, head, makeId, clock, report, isAway, stopped } = context;
  let backoff: Backoff = { failures: 0, nextAt: 0 };
  /** Fewer while one is looked for that was refused without a name. */
  let most = MOST_ENTRIES;
  let triedAt = 0;

  const limit = () => ({ entries: most, bytes: backoff.bytes ?? MOST_BYTES });
  const keep = () => store.put([[["b"], backoff]]);
  /** A clock that has been set back since lengthens no pause. */
  const mend = (kept: Backoff): Backoff => {
    const since = clock.now();
    const early = (kept.since ?? 0) - since;
    return early > 0 ? { ...kept, nextAt: kept.nextAt - early, since } : kept;
  };
  /** Another tab may have been told to wait. */
  const recall = async () => {
    const [kept = backoff] = await store.list<Backoff>("b", 1);
    backoff = mend(kept);
    if (backoff !== kept) await keep();
  };
  const left = () => Math.max(0, backoff.nextAt - clock.now());
  /** What the collector has asked for, or what it has refused, is waited out whatever else comes. */
  const told = () => (backoff.isUnknown ? 0 : left());
  const wait = async (pause: number, rest: Partial<Backoff>) => {
    const change = (kept = backoff) => {
      backoff = mend(kept);
      const floor = told();
      const since = clock.now();
      const nextAt = since + Math.min(Math.max(pause, floor), DAY);
      backoff = { ...backoff, ...rest, nextAt, since, isUnknown: rest.isUnknown && !floor };
      return backoff;
    };
    // In one transaction: another tab may be told to wait at this very moment.
    if (await store.update(["b"], change)) return;
    await recall();
    change();
    await keep();
  };
  const last = (isFresh: boolean) => queue.unsent({ ...limit(), entries: MOST_ENTRIES }, isFresh);
  const toRequest = (run: Run) => {
    const batch = makeId();
    return [toBody(head(), run, batch, clock.now()), batch] as const;
  };
  const send = async (run: Run, isLeaving?: boolean) => {
    const counted = queue.tried(run);
    triedAt = clock.mono();
    const answer = await deliver(...toRequest(counted), isLeaving);
    report.debug("sent", run.entries.length, answer);
    // Whatever is left of a page that was told to stop was wiped.
    if (stopped.aborted) return;
    await settle(counted, answer);
  };
  const settle = async (run: Run, answer: Answer) => {
    const { failures } = backoff;
    const { status, isOurs, reply, floor } = answer;
    // An answer that can't be read is none.
    const verdict = await judge(run, answer, backoff).catch(() => undefined);
    if (stopped.aborted) return;
    if (verdict) {
      const { pause, most: next = most, ...rest } = verdict;
      most = next;
      return wait(pause, rest);
    }
    if (isOurs && status < 300 && !reply.refused?.length) {
      await queue.remove(run);
      if (failures || floor) await wait(floor, { failures: 0, isUnknown: false });
      return;
    }
    // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    const pause = Math.min(MOST_BACKOFF, 1000 * 2 ** failures) * Math.random();
    const isUnknown = status < 400;
    return wait(Math.max(pause, floor * (1 + Math.random() / 5)), { failures: failures + 1, isUnknown });
  };

  recall();
  return {
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
        await new Promise((resolve) => void setTimer(resolve as () => void, BETWEEN_REQUESTS));
      }
      return store.isBehind() ? READ_AGAIN : undefined;
    },
    async leave(isFresh) {
      const run = last(isFresh);
      if (run.entries.length && !told()) await send(run, true);
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
