// What loads when the page is idle: web vitals, the queue's limits, the browser's copy, and how delivery goes.
import type { QueueLevel } from "@waymark/protocol";
import type { Clock } from "./clock.ts";
import type { Alone } from "./pipeline/alone.ts";
import { keepArmed, type LaterContext } from "./pipeline/later.ts";
import { createLease } from "./pipeline/lease.ts";
import type { Queue } from "./pipeline/queue.ts";
import { createRoom, entriesOf, type Room } from "./pipeline/room.ts";
import type { Totals } from "./pipeline/sender.ts";
import type { Store } from "./store.ts";
import type { TrackerContext } from "./trackers/tracker.ts";
import { trackVitals } from "./trackers/vitals.ts";

export interface IdleContext extends TrackerContext, LaterContext {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly makeId: () => string;
  /** When the next request is due, by the monotonic clock, ms; `undefined` when none is. */
  readonly dueAt: () => number | undefined;
}

/** An entry that the collector will never take, kept for whoever looks into it. */
export interface Refused {
  readonly id: string;
  /** The collector's words, empty when it had none. */
  readonly reason: string;
  /** The entry as JSON. */
  readonly body: string;
}

/** How delivery goes. What is queued and refused is all tabs', the other counts are this page's. */
export interface Stats {
  /** Entries that no receipt has named yet. */
  readonly queued: number;
  /** Entries in all requests, those sent again counted again. */
  readonly sent: number;
  readonly acknowledged: number;
  readonly evicted: number;
  readonly refused: readonly Refused[];
  /** How well an entry would be kept now. */
  readonly level: QueueLevel;
  /** When the next request is due, ms since the epoch; absent when none is. */
  readonly nextAt?: number | undefined;
  /** Why not sooner. */
  readonly why: string;
}

export interface Idle {
  readonly room: Room;
  /** Has one tab send at a time where there are no locks. */
  readonly lead: Alone;
  readonly stats: () => Promise<Stats>;
}

export type StartIdle = (context: IdleContext, stopped: AbortSignal) => Idle;

/** Entries after which the limits are looked at anew. */
const CHECK_EVERY = 1000;
const MOST_TOLD = 1000;
const EVERYTHING = { entries: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

export const startIdle: StartIdle = (context, stopped) => {
  const { store, queue, sender, clock, dueAt, emit, makeId, onEntry } = context;
  const room = createRoom(store, clock.now, (name, data) => emit({ kind: "gap", type: "evicted", name, data }));
  stopped.addEventListener("abort", trackVitals(context));
  keepArmed(context, stopped);
  let count = 0;
  onEntry(() => {
    if (++count % CHECK_EVERY === 0) room.check();
  });
  room.check();
  return {
    room,
    lead: createLease(store, clock, makeId()),
    async stats() {
      const probe = ["p"];
      const level = await store.put([[probe, true]]);
      store.put([[probe, undefined]]);
      const unkept = queue.unsent(EVERYTHING, false).rows.filter((row) => row.level === "memory");
      const keys = [...(await store.keys("e")), ...unkept.map(({ key }) => key)];
      const { sent, acknowledged, nextAt: notBefore } = sender.totals;
      const due = dueAt();
      return {
        queued: entriesOf(keys),
        sent,
        acknowledged,
        evicted: room.evicted(),
        refused: await store.list<Refused>("x", MOST_TOLD),
        level,
        nextAt: due && Math.max(clock.now() + due - clock.mono(), notBefore),
        why: toReason(sender.totals, notBefore > clock.now()),
      };
    },
  };
};

function toReason({ last }: Totals, isWaiting: boolean): string {
  if (navigator.onLine === false) return "the browser is offline";
  if (!isWaiting || !last) return "entries wait for company";
  if (last.deniedBy) return `the collector answered ${last.deniedBy}`;
  if (last.isUnknown) return "no answer came, or none that names the batch";
  return "the collector asked for time";
}
