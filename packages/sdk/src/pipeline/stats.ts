// How delivery goes, for whoever looks into it.
import type { QueueLevel } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { Run } from "./batch.ts";
import type { Answer } from "./deliver.ts";
import { toRefusals } from "./judge.ts";
import type { Queue } from "./queue.ts";
import { entriesOf, type Room } from "./room.ts";
import type { Rows } from "./rows.ts";
import type { Backoff } from "./sender.ts";

/** An entry that the collector will never take, kept for whoever looks into it. */
export interface Refused {
  readonly id: string;
  /** The collector's words, empty when it had none. */
  readonly reason: string;
  /** The entry as JSON. */
  readonly body: string;
}

/** How delivery goes. What is queued and refused is all tabs', the other counts are this page's since it was first idle. */
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

export interface StatsContext {
  readonly store: Store;
  readonly rows: Pick<Rows, "keys">;
  readonly queue: Queue;
  readonly room: Room;
  readonly clock: Clock;
  /** When the next request is due, by the monotonic clock, ms; `undefined` when none is. */
  readonly dueAt: () => number | undefined;
}

const MOST_TOLD = 1000;
const EVERYTHING = { entries: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

export function createStats({ store, rows, queue, room, clock, dueAt }: StatsContext): {
  readonly count: (run: Run, answer: Answer) => void;
  readonly stats: () => Promise<Stats>;
} {
  let sent = 0;
  let acknowledged = 0;
  let last = 0;
  return {
    count({ entries }, { status, isOurs, reply }) {
      last = status;
      sent += entries.length;
      if (!isOurs || status >= 300) return;
      acknowledged += entries.filter(({ id }) => !toRefusals(reply).some((refusal) => refusal.id === id)).length;
    },
    async stats() {
      const probe = ["p"];
      const level = await store.put([[probe, true]]);
      store.put([[probe, undefined]]);
      const unkept = queue.unsent(EVERYTHING, false).rows.filter((row) => row.level === "memory");
      const keys = [...(await rows.keys("e")), ...unkept.map(({ key }) => key)];
      const [{ nextAt = 0 } = {} as Partial<Backoff>] = await store.list<Backoff>("b", 1);
      const due = dueAt();
      return {
        queued: entriesOf(keys),
        sent,
        acknowledged,
        evicted: room.evicted(),
        refused: await store.list<Refused>("x", MOST_TOLD),
        level,
        nextAt: due && Math.max(clock.now() + due - clock.mono(), nextAt),
        why: toReason(last, nextAt > clock.now()),
      };
    },
  };
}

/** `last` is the status of the last answer, 0 for none. */
function toReason(last: number, isWaiting: boolean): string {
  if (navigator.onLine === false) return "the browser is offline";
  if (!isWaiting) return "entries wait for company";
  if (last < 400) return "no answer came, or none that names the batch";
  if (last < 408) return `the collector answered ${last}`;
  return "the collector asked for time";
}
