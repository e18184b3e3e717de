// When batches leave: by count, by age, at once for answers, on hide; one tab at a time.
import type { Clock } from "../clock.ts";
import { listen } from "../dom/listen.ts";
import { setTimer } from "../dom/set-timer.ts";
import type { Report } from "../report.ts";
import type { Alone } from "./alone.ts";
import type { Sender } from "./sender.ts";

export interface Schedule {
  /** Tells that an entry was queued; `isUrgent` sends at once. */
  readonly onQueued: (isUrgent: boolean) => void;
  /** Sends what there is; resolves when the queue is empty or the collector is not to be had. */
  readonly flush: () => Promise<void>;
  /** When the next request is due, by the monotonic clock, ms; `undefined` when none is. */
  readonly dueAt: () => number | undefined;
}

export interface ScheduleContext {
  readonly sender: Sender;
  readonly alone: Alone;
  readonly clock: Clock;
  readonly report: Report;
  /** Resolves when the page's entries have found their place, or it is too late to wait. */
  readonly settled: Promise<unknown>;
  readonly isAway: () => boolean;
  readonly stopped: AbortSignal;
}

const FLUSH_COUNT = 20;
const FLUSH_AFTER = 5000;

export function createSchedule(context: ScheduleContext): Schedule {
  const { sender, alone, clock, report, settled, isAway, stopped } = context;
  let queued = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt: number | undefined;
  let running: Promise<void> | undefined;
  let working: Promise<unknown> = Promise.resolve();
  let left = () => {};

  const sendIn = (delay: number) => {
    const at = clock.mono() + delay;
    if ((dueAt && at >= dueAt) || stopped.aborted) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimer(flush, delay);
  };
  const notSent = (error: unknown) => report.debug("not sent", error);
  const run = async () => {
    await settled.catch(notSent);
    const isBusy = () => sendIn(FLUSH_AFTER * (1 + 2 * Math.random()));
    const isLeft = new Promise<void>((resolve) => {
      left = resolve;
    });
    const sendAll = () => {
      // A page that was hidden for a moment may have left a request behind: one at a time.
      working = working
        .then(sender.sendAll)
        .then((pause) => pause !== undefined && sendIn(pause))
        .catch(notSent);
      return working;
    };
    await alone(sendAll, isBusy, isLeft).catch(notSent);
    running = undefined;
    if (queued) sendIn(FLUSH_AFTER); // by what came while this run was ending
  };
  const flush = () => {
    clearTimeout(timer);
    dueAt = undefined;
    if (!running) {
      queued = 0;
      running = run();
    }
    return running;
  };

  /** Of `pagehide` and hidden, whichever comes first sends all that no receipt has named; the other what came since. */
  let isLeaving = false;
  const leave = () => {
    sender.leave(isLeaving).catch(notSent);
    isLeaving = true;
    left(); // a frozen page that held the lock would starve all others
  };
  const comeBack = () => {
    isLeaving = false;
    sendIn(0);
  };
  listen<PageTransitionEvent>(window, "pageshow", stopped, ({ persisted }) => persisted && comeBack());
  // Firefox decides before `pagehide` that a page which holds a lock can't be kept for the way back.
  listen(window, "freeze beforeunload", stopped, () => left());
  // On the window and not in the capture phase: after all others, so that what they tell on hide goes along.
  window.addEventListener("pagehide", leave, { signal: stopped });
  window.addEventListener("visibilitychange", () => (isAway() ? leave() : comeBack()), { signal: stopped });
  listen(window, "online", stopped, () => sender.reset().then(() => sendIn(0)));
  sendIn(FLUSH_AFTER); // what earlier pages could not send

  return {
    onQueued(isUrgent) {
      queued++;
      sendIn(isUrgent || queued >= FLUSH_COUNT ? 0 : FLUSH_AFTER);
    },
    flush,
    dueAt: () => dueAt,
  };
}
