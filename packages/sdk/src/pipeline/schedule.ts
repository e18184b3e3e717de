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
  readonly site: string;
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
const DENIED_PAUSE = 300_000;
const MOST_BACKOFF = 300_000;
const DAY = 86_400_000;
const MOST_ENTRIES = 50;
const MOST_BYTES = KEEPALIVE_BYTES - 1024;

export function createSchedule(context: ScheduleContext): Schedule {
  const { site, queue, store, deliver, head, makeId, clock, report, root, settled, stopped } = context;
  let most = MOST_ENTRIES;
  let queued = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt: number | undefined;
  let running: Promise<void> | undefined;

  const isAway = () => stopped.aborted || root.visibilityState === "hidden";
  const sendIn = (delay: number) => {
    const at = clock.mono() + delay;
    if ((dueAt && at >= dueAt) || stopped.aborted) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(flush, delay);
  };
  const flush = () => {
    clearTimeout(timer);
    dueAt = undefined;
    const isBusy = () => sendIn(FLUSH_AFTER * (1 + 2 * Math.random()));
    if (!running) {
      queued = 0;
      running = settled
        .then(() => withLock(`waymark:${site}`, sendAll, isBusy))
        .catch((error) => report.debug("not sent", error))
        .finally(() => {
          running = undefined;
          if (queued) sendIn(FLUSH_AFTER); // by what came while this run was ending
        });
    }
    return running;
  };
  const send = (run: Run) => {
    const batch = makeId();
    return deliver(toBody(head(), run, batch, clock.now()), batch);
  };
  let backoff: Backoff = { failures: 0, nextAt: 0 };
  const wait = (failures: number, pause: number) => {
    backoff = { failures, nextAt: clock.now() + Math.min(pause, DAY) };
    return store.put([[["b"], backoff]]).catch(() => {});
  };

  async function sendAll(): Promise<void> {
    while (!isAway()) {
      const [{ failures, nextAt } = backoff] = await store.list<Backoff>("b", 1);
      const pause = nextAt - clock.now();
      // A moment further off than any pause was written by a clock that has been set back since.
      if (pause > 0 && pause <= DAY) return sendIn(pause);
      const run = await queue.next({ entries: most, bytes: MOST_BYTES });
      if (!run.entries.length) return;
      const result = await send(run);
      report.debug("sent", run.entries.length, result);
      await settle(run, result, failures);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_REQUESTS));
    }
  }

  async function settle({ rows, entries }: Run, result: Result, failures: number): Promise<unknown> {
    const { isToSplit, deniedBy, floor = 0 } = result;
    const isPoison = isToSplit && entries.length === 1;
    const receipt = isPoison ? { refused: entries.map(({ id }) => ({ id, retry: false })) } : result.receipt;
    if (receipt) {
      const refused = new Map(receipt.refused.map(({ id, retry }) => [id, retry]));
      const gone = new Set(entries.map(({ id }) => id).filter((id) => !refused.get(id)));
      await queue.remove(
        rows,
        (id) => gone.has(id),
        (id) => refused.get(id) === false,
      );
      most = MOST_ENTRIES;
      const pause = result.receipt?.retryAfterMs ?? (gone.size < entries.length ? FLUSH_AFTER : 0);
      return (failures || pause) && wait(0, pause);
    }
    if (isToSplit) {
      most = Math.ceil(entries.length / 2);
      return;
    }
    if (deniedBy) {
      report.problem("data-collector", `answered ${deniedBy} without a receipt; check the address`);
      return wait(failures, DENIED_PAUSE);
    }
    // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    const pause = Math.random() * Math.min(MOST_BACKOFF, 1000 * 2 ** failures);
    return wait(failures + 1, Math.max(pause, floor * (1 + Math.random() / 5)));
  }

  /** Of `pagehide` and hidden, whichever comes first sends all that no receipt has named; the other what came since. */
  let isLeaving = false;
  const leave = () => {
    const run = queue.unsent({ entries: MOST_ENTRIES, bytes: MOST_BYTES }, isLeaving);
    isLeaving = true;
    if (!run.entries.length) return;
    // The page may live on: then its receipt counts like any other, and a failure is the next flush's to see.
    send(run)
      .then((result) => result.receipt && settle(run, result, 0))
      .catch(() => {});
  };
  const comeBack = () => {
    isLeaving = false;
    sendIn(0);
  };
  listen<PageTransitionEvent>(window, "pageshow", stopped, ({ persisted }) => persisted && comeBack());
  listen(window, "pagehide", stopped, leave);
  // On the window and not in the capture phase: after all others, so that what they tell on hide goes along.
  window.addEventListener("visibilitychange", () => (isAway() ? leave() : comeBack()), { signal: stopped });
  // A new network is no reason to wait out the old one's failures.
  listen(window, "online", stopped, () => wait(0, 2000 * Math.random()).then(() => sendIn(0)));
  sendIn(FLUSH_AFTER); // what earlier pages could not send

  return {
    onQueued(isUrgent) {
      queued++;
      sendIn(isUrgent || queued >= FLUSH_COUNT ? 0 : FLUSH_AFTER);
    },
    flush,
  };
}
