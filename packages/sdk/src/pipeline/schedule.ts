// When batches leave: by count, by age, at once for answers, on hide; one tab at a time, and politely after failures.
import type { Clock } from "../clock.ts";
import { listen } from "../dom/listen.ts";
import { withLock } from "../dom/with-lock.ts";
import type { Report } from "../report.ts";
import type { Store } from "../store.ts";
import { type Head, type Run, toBody } from "./batch.ts";
import { type Deliver, KEEPALIVE_BYTES, type Result } from "./deliver.ts";
import type { Queue } from "./queue.ts";

export interface Schedule {
  /** Tells that an entry was queued; `isUrgent` sends at once. */
  readonly onQueued: (isUrgent: boolean) => void;
  /** Sends what there is; resolves when the queue is empty or the collector is not to be had. */
  readonly flush: () => Promise<void>;
}

export interface ScheduleContext {
  readonly queue: Queue;
  readonly store: Store;
  readonly deliver: Deliver;
  readonly head: () => Head;
  readonly makeId: () => string;
  readonly clock: Clock;
  readonly report: Report;
  readonly root: Document;
  /** Resolves when the page's entries have found their place, or it is too late to wait. */
  readonly settled: Promise<unknown>;
  readonly stopped: AbortSignal;
}

/** Kept in the store, so that neither a reload nor another tab hammers a collector in trouble. */
interface Backoff {
  readonly failures: number;
  /** No request before, ms since the epoch. */
  readonly nextAt: number;
}

const FLUSH_COUNT = 20;
const FLUSH_AFTER = 5000;
const BETWEEN_REQUESTS = 200;
const LOCK_RETRY = 5000;
const DENIED_PAUSE = 300_000;
const MOST_BACKOFF = 300_000;
const MOST_ENTRIES = 50;
const MOST_BYTES = KEEPALIVE_BYTES - 1024;

export function createSchedule(context: ScheduleContext): Schedule {
  const { queue, store, clock, report, root, stopped } = context;
  let most = MOST_ENTRIES;
  let queued = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let running: Promise<void> | undefined;

  const isAway = () => stopped.aborted || root.visibilityState === "hidden";
  const sendIn = (delay: number) => {
    const at = clock.mono() + delay;
    if (at >= dueAt || stopped.aborted) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(flush, delay);
  };
  const flush = () => {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
    queued = 0;
    const busy = () => sendIn(LOCK_RETRY * (1 + 2 * Math.random()));
    running ??= context.settled
      .then(() => withLock(`waymark:${context.head().site}`, sendAll, busy))
      .catch((error) => report.debug("sending failed", error))
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  async function sendAll(): Promise<void> {
    while (!isAway()) {
      const [backoff] = await store.list<Backoff>("b", 1).catch(() => []);
      // A `nextAt` further off than any back-off was written by a clock that has been set back since.
      const wait = Math.min((backoff?.nextAt ?? 0) - clock.now(), 86_400_000);
      if (wait > 0) return sendIn(wait);
      const run = await queue.next({ entries: most, bytes: MOST_BYTES });
      if (!run.rows.length) return;
      const result = await send(run);
      report.debug("sent", run.entries.length, "entries:", result);
      await settle(run, result, backoff?.failures ?? 0);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_REQUESTS));
    }
  }

  async function settle({ rows, entries }: Run, result: Result, failures: number): Promise<void> {
    const sent = new Set(entries.map(({ id }) => id));
    if (result.type === "received") {
      const refused = new Map(result.receipt.refused.map(({ id, retry }) => [id, retry]));
      await queue.quarantine(entries.filter(({ id }) => refused.get(id) === false));
      await queue.remove(rows, (id) => sent.has(id) && !refused.get(id));
      most = MOST_ENTRIES;
      const pause = result.receipt.retryAfterMs || ([...refused.values()].includes(true) ? FLUSH_AFTER : 0);
      if (failures || pause) await wait({ failures: 0, nextAt: pause && clock.now() + pause });
    } else if (result.type === "split") {
      most = Math.ceil(entries.length / 2);
      if (entries.length > 1) return;
      await queue.quarantine(entries);
      await queue.remove(rows, (id) => sent.has(id));
    } else if (result.type === "denied") {
      report.problem("data-collector", `answered ${result.status} and no receipt; entries are kept, check the address`);
      await wait({ failures, nextAt: clock.now() + DENIED_PAUSE });
    } else {
      // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
      const pause = Math.random() * Math.min(MOST_BACKOFF, 1000 * 2 ** failures);
      const floor = result.floor * (1 + Math.random() / 5);
      await wait({ failures: failures + 1, nextAt: clock.now() + Math.max(pause, floor) });
    }
  }
  const wait = (backoff: Backoff) => store.put([[["b"], backoff]]).catch(() => {});

  /** A new network is no reason to go on waiting for the old one. */
  const onOnline = () => wait({ failures: 0, nextAt: 0 }).then(() => sendIn(Math.random() * 2000));
  /** Sends while the page goes away, without lock or wait, what no receipt has named yet; nothing leaves the store by it. */
  const send = (run: Run) => {
    const batch = context.makeId();
    return context.deliver(toBody(context.head(), run, batch, clock.now()), batch);
  };
  /** Sends while the page goes away, without lock or wait, what no receipt has named yet; only a receipt lets it go. */
  const beacon = (isFresh: boolean) => {
    const run = queue.unsent({ entries: MOST_ENTRIES, bytes: MOST_BYTES }, isFresh);
    if (!run.rows.length) return;
    // The page may live on: then its receipt counts like any other, and a failure is the next flush's to see.
    send(run)
      .then((result) => (result.type === "received" ? settle(run, result, 0) : undefined))
      .catch(() => {});
  };
  listen(window, "online", stopped, onOnline);
  // Of `pagehide` and hidden, whichever comes first sends all; the other sends what trackers told in between.
  let isLeaving = false;
  const leave = () => {
    beacon(isLeaving);
    isLeaving = true;
  };
  const comeBack = () => {
    isLeaving = false;
    sendIn(0);
  };
  listen(window, "pageshow", stopped, comeBack);
  listen(window, "pagehide", stopped, leave);
  listen(root, "visibilitychange", stopped, () => (isAway() ? leave : comeBack)());
  sendIn(1000);

  return {
    onQueued(isUrgent) {
      queued++;
      sendIn(isUrgent || queued >= FLUSH_COUNT ? 0 : FLUSH_AFTER);
    },
    flush,
  };
}
