// What loads when the page is idle: web vitals, the queue's limits, what answers mean, and how delivery goes.

import { listen } from "./dom/listen.ts";
import { setTimer } from "./dom/set-timer.ts";
import { type LookAgainContext, lookAgain } from "./look-again.ts";
import type { Alone } from "./pipeline/alone.ts";
import { compress } from "./pipeline/compress.ts";
import type { Compress } from "./pipeline/deliver.ts";
import { createJudge } from "./pipeline/judge.ts";
import { keepArmed, type LaterContext } from "./pipeline/later.ts";
import { createLease } from "./pipeline/lease.ts";
import { createRoom, type Room } from "./pipeline/room.ts";
import { createRows } from "./pipeline/rows.ts";
import type { Judge } from "./pipeline/sender.ts";
import { createStats, type Stats, type StatsContext } from "./pipeline/stats.ts";
import type { Report } from "./report.ts";
import type { TrackerContext } from "./trackers/tracker.ts";
import { trackVitals } from "./trackers/vitals.ts";

export interface IdleContext
  extends TrackerContext,
    LaterContext,
    LookAgainContext,
    Omit<StatsContext, "room" | "rows"> {
  readonly makeId: () => string;
  readonly report: Report;
  readonly collector: string;
}

export interface Idle {
  readonly room: Room;
  /** Has one tab send at a time where there are no locks. */
  readonly lead: Alone;
  readonly compress: Compress;
  /** Knows what an answer means beyond "taken" and "try again later". */
  readonly judge: Judge;
  readonly stats: () => Promise<Stats>;
}

export type StartIdle = (context: IdleContext, stopped: AbortSignal) => Idle;

/** Entries after which the limits are looked at anew. */
const CHECK_EVERY = 1000;

export const startIdle: StartIdle = (context, stopped) => {
  const { root, store, clock, emit, makeId, report, collector, onEntry } = context;
  const rows = createRows(store);
  const room = createRoom(rows, clock.now, (name, data) => emit({ kind: "gap", type: "evicted", name, data }));
  const { count, stats } = createStats({ ...context, rows, room });
  stopped.addEventListener("abort", trackVitals(context));
  lookAgain(context, stopped);
  // Nothing else tells a request that the page forbids from one that the network lost.
  listen<SecurityPolicyViolationEvent>(root, "securitypolicyviolation", stopped, ({ blockedURI, disposition }) => {
    if (disposition !== "report" && blockedURI.startsWith(collector))
      report.problem("data-collector", "is blocked; check connect-src");
  });
  const arm = keepArmed(context, stopped);
  const check = () => room.check().catch((error) => report.debug("missed", error));
  let told = 0;
  onEntry(() => {
    if (++told % CHECK_EVERY === 0) check();
  });
  check();
  const judge = createJudge({ ...context, rows });
  return {
    room,
    compress,
    lead: createLease(store, clock, makeId()),
    async judge(run, answer, backoff) {
      count(run, answer);
      const verdict = await judge(run, answer, backoff);
      setTimer(arm); // when what is taken has left the queue
      return verdict;
    },
    stats,
  };
};
