// Where rows are kept: in IndexedDB; while that is not to be had in the journal; where that is refused too nowhere.
import type { QueueLevel } from "@waymark/protocol";
import { createDatabase, type Database, type Key, type Pair, under } from "./database.ts";
import { listenAway } from "./dom/is-away.ts";
import { setTimer } from "./dom/set-timer.ts";
import { createJournal } from "./journal.ts";

export type { Key, Pair } from "./database.ts";

/** The persistence port. It never rejects. */
export interface Store {
  /** How well it keeps rows when nothing goes wrong. */
  readonly level: QueueLevel;
  /** Writes rows, begun before this returns; `undefined` removes one. Resolves when that is done, with how well. */
  readonly put: (pairs: readonly Pair[]) => Promise<QueueLevel>;
  /** Values under a prefix, in key order; none where they can't be read. */
  readonly list: <T>(prefix: string, limit: number) => Promise<readonly T[]>;
  /** Whether the last list may have missed rows that wait in the database. */
  readonly isBehind: () => boolean;
  /** Does what else there is to be done in the database; `undefined` where there is none, or it fails or takes too long. */
  readonly use: <T>(work: (database: Database) => Promise<T>) => Promise<T | undefined>;
  /** Reads and writes one value at once; a `change` that returns `undefined` leaves it alone, as a refusal does. */
  readonly update: <T>(key: Key, change: (value: T | undefined) => T | undefined) => Promise<T | undefined>;
  readonly clear: () => Promise<void>;
}

export interface StoreContext {
  readonly site: string;
  /** Whether the page is hidden or going away: no engine keeps what IndexedDB is told then, each loses it elsewhere. */
  readonly isAway: () => boolean;
  /** Called when the disk is full: removes something, so that the same put may succeed. */
  readonly makeRoom: () => Promise<unknown>;
  readonly stopped: AbortSignal;
}

/** A database that takes longer to open (Safari's first open can hang for ever), or to work, counts as refused, ms. */
const OPEN_WITHIN = 2500;
const WORK_WITHIN = 2000;
/** Whatever refuses IndexedDB may be over by then, ms. */
const PROBE_AFTER = 60_000;

/** Rejects, without an error, what takes longer. */
export const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<never>((_, reject) => void setTimer(reject, ms))]);

const isQuota = (error: unknown) => (error as Error | undefined)?.name === "QuotaExceededError";

/** Opens the store of a site. A new layout of rows is a new name: upgrades can be blocked by another tab. */
export function openStore({ site, isAway, makeRoom, stopped }: StoreContext): Store {
  const journal = createJournal(site);
  let database: Database | undefined;
  let opening: Promise<void>;

  /** Puts what is in the journal, of dead tabs too, where it belongs; returns what stays. Rows keep their keys: twice is once. */
  const adopt = async (into: Database): Promise<readonly Pair[]> => {
    const rows = journal.list();
    if (!rows.length) return rows;
    const remove = journal.cover(rows);
    try {
      await within(WORK_WITHIN, into.put(rows));
      remove();
      return [];
    } catch (error) {
      if (!isQuota(error)) throw error;
      return rows; // which stay until there is room, as `put` makes it
    }
  };
  const open = async () => {
    try {
      const next = createDatabase(`waymark-${site}-1`);
      await within(OPEN_WITHIN, next.put([]));
      stopped.throwIfAborted();
      database = next;
      await adopt(next);
    } catch {
      database = undefined;
      setTimer(probe, PROBE_AFTER);
    }
  };
  const probe = () => {
    if (!database && !stopped.aborted) opening = open();
  };
  /** A connection that failed stays dead: only a new one can work. */
  const lose = (used: Database | undefined) => {
    if (database === used) database = undefined;
    probe();
  };
  opening = open();
  addEventListener("pageshow", probe, { signal: stopped });
  // An unfinished transaction of a page in WebKit's page cache would block the database for all other tabs.
  listenAway(stopped, () => isAway() && database?.abort());

  const use = async <T>(work: (database: Database) => Promise<T>): Promise<T | undefined> => {
    await opening;
    const used = database;
    try {
      return used && (await within(WORK_WITHIN, work(used)));
    } catch (error) {
      if (error) lose(used); // without one it was taken back, see above
      return undefined;
    }
  };
  let isBehind = false;
  /** Room is made once: on some disks what is deleted is not free before long, and the rest would go for nothing. */
  let isFull = false;
  const put = async (pairs: readonly Pair[], isAgain?: boolean): Promise<QueueLevel> => {
    const used = database;
    const isJournaled = (!used || isAway()) && journal.put(pairs);
    if (!used) await opening; // which takes in what is in the journal
    const into = used ?? database;
    if (!into) return isJournaled ? "journal" : "memory";
    const remove = journal.cover(pairs);
    try {
      // Again what was taken in from the journal: the page may have wiped it there meanwhile.
      await within(WORK_WITHIN, into.put(pairs));
      remove();
      isFull = false;
      return "idb";
    } catch (error) {
      const isOver = isQuota(error);
      const isHopeless = isOver && isFull;
      if (!isOver) lose(into);
      else if (!isFull) {
        isFull = true;
        await within(WORK_WITHIN, makeRoom()).catch(() => {});
      }
      // Once more, but not what has taken its time already, and has no error therefore.
      if (error && !isAgain && !isHopeless) return put(pairs, true);
      return isJournaled || journal.put(pairs) ? "journal" : "memory";
    }
  };
  return {
    level: "idb",
    put: (pairs) => put(pairs),
    async list<T>(prefix: string, limit: number) {
      let waiting: readonly Pair[] = [];
      const rows = await use(async (each) => {
        waiting = await adopt(each);
        return each.run<readonly T[]>("readonly", (all) => all.getAll(under(prefix), limit));
      });
      isBehind = !rows;
      if (!rows) waiting = journal.list();
      const journaled = waiting.flatMap(([[first], value]) => (first === prefix ? [value as T] : []));
      return [...(rows ?? []), ...journaled].slice(0, limit);
    },
    isBehind: () => isBehind,
    use,
    update: (key, change) => use((each) => each.update(key, change)),
    async clear() {
      journal.cover(journal.list())();
      await use((each) => each.run("readwrite", (all) => all.clear()));
    },
  };
}

const nothing = async () => undefined;

/** Keeps nothing: the queue's copies in memory are all there is, as long as the page lives. */
export const noStore: Store = {
  level: "memory",
  put: async () => "memory",
  list: async () => [],
  isBehind: () => false,
  use: nothing,
  update: nothing,
  clear: nothing,
};
