// What loads when the page is idle: web vitals, the queue's limits, the browser's copy, and how delivery goes.

import { printDecisions } from "./ask/print-decisions.ts";
import { type LookAgainContext, lookAgain } from "./look-again.ts";
import type { Alone } from "./pipeline/alone.ts";
import { compress } from "./pipeline/compress.ts";
import type { Compress } from "./pipeline/deliver.ts";
import { keepArmed, type LaterContext } from "./pipeline/later.ts";
import { createLease } from "./pipeline/lease.ts";
import { createRoom, type Room } from "./pipeline/room.ts";
import { createStats, type Stats, type StatsContext } from "./pipeline/stats.ts";
import type { Report } from "./report.ts";
import type { TrackerContext } from "./trackers/tracker.ts";
import { trackVitals } from "./trackers/vitals.ts";

export interface IdleContext extends TrackerContext, LaterContext, LookAgainContext, Omit<StatsContext, "room"> {
  readonly makeId: () => string;
  readonly report: Report;
}

export interface Idle {
  readonly room: Room;
  /** Has one tab send at a time where there are no locks. */
  readonly lead: Alone;
  readonly compress: Compress;
  readonly stats: () => Promise<Stats>;
  /** Prints decisions. */
  readonly explain: typeof printDecisions;
}

export type StartIdle = (context: IdleContext, stopped: AbortSignal) => Idle;

/** Entries after which the limits are looked at anew. */
const CHECK_EVERY = 1000;

export const startIdle: StartIdle = (context, stopped) => {
  const { store, sender, clock, emit, makeId, report, onEntry } = context;
  const room = createRoom(store, clock.now, (name, data) => emit({ kind: "gap", type: "evicted", name, data }));
  const { count, stats } = createStats({ ...context, room });
  stopped.addEventListener("abort", trackVitals(context));
  lookAgain(context, stopped);
  const arm = keepArmed(context, stopped);
  sender.onSettled((run, result) => {
    count(run, result);
    arm();
  });
  const check = () => room.check().catch((error) => report.debug("missed", error));
  let told = 0;
  onEntry(() => {
    if (++told % CHECK_EVERY === 0) check();
  });
  check();
  return { room, compress, lead: createLease(store, clock, makeId()), stats, explain: printDecisions };
};
