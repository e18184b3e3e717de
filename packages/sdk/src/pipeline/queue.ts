// The waiting list: every entry is written ahead to the store in its own task and leaves it only by a receipt.
import type { Entry, QueueLevel } from "@waymark/protocol";
import type { Identity } from "../identity.ts";
import type { Store } from "../store.ts";
import { toText } from "../to-text.ts";
import { firstRun, type Limit, type Queued, type Row, type Run } from "./batch.ts";

export interface Queue {
  /** Resolves when the entry is kept, with how well. */
  readonly add: (entry: Entry) => Promise<QueueLevel>;
  /** Writes queued entries anew, but those that were sent already. */
  readonly revise: (entries: readonly Entry[]) => void;
  /** What the next request carries, most valuable first. */
  readonly next: (limit: Limit) => Promise<Run>;
  /** The same of this document's entries that no receipt has named yet; `isFresh` leaves out those sent before. */
  readonly unsent: (limit: Limit, isFresh: boolean) => Run;
  /** Counts a try: from now on the bodies of these rows are final. */
  readonly tried: (run: Run) => Run;
  /** Lets entries go; the rest of their rows stays. */
  readonly remove: (run: Run) => Promise<unknown>;
  /** Writes what was not sent yet anew, under the visitor and session that hold now. */
  readonly refile: () => void;
  /** Forgets what there is of this document; what is kept stays. */
  readonly forget: () => void;
}

const MOST_IN_ROW = 50;
/** Rows copied in memory for the send of a page that goes away: more would not fit into it. */
export const MOST_COPIES = 200;

/** `onCrowded` is to let some of the copies go, and to tell those that are kept nowhere else. */
export function createQueue(
  store: Store,
  identity: Identity | undefined,
  now: () => number,
  onCrowded: (copies: Map<string, Row>) => void,
): Queue {
  const copies = new Map<string, Row>();
  let fresh: Entry[] = [];
  let written: Promise<QueueLevel> | undefined;

  const whoAt = (at: number) => ({ session: identity?.sessionAt(at), visitor: identity?.visitor() });
  const copy = (rows: readonly Row[]) => {
    for (const row of rows) copies.set(nameOf(row), row);
  };
  const write = (): Promise<QueueLevel> => {
    written = undefined; // first: where the page has broken what the rest stands on, the next task tries again
    const rows: Row[] = [];
    const who = whoAt(now());
    for (let i = 0; i < fresh.length; i += MOST_IN_ROW)
      rows.push(...toRows(fresh.slice(i, i + MOST_IN_ROW), store.level, who));
    fresh = []; // now: what could not be made a row stays
    copy(rows);
    if (copies.size > MOST_COPIES) onCrowded(copies);
    return put(rows);
  };
  const keep = (rows: readonly Row[]) => store.put(rows.map((row) => [row.key, row] as const));
  const put = async (rows: readonly Row[]): Promise<QueueLevel> => {
    const level = await keep(rows);
    // A row itself says how it was kept, since another page may send it; and what was written anew meanwhile must win.
    const stale = rows.flatMap((row) => {
      const now = copies.get(nameOf(row)) ?? row;
      return now !== row || row.level !== level ? [{ ...now, level }] : [];
    });
    copy(stale);
    if (stale.length && level !== "memory") keep(stale);
    return level;
  };

  const tried = ({ rows, entries }: Run): Run => {
    const next = rows.map((row) => ({ ...row, tries: row.tries + 1 }));
    copy(next.filter((row) => copies.has(nameOf(row))));
    return { rows: next, entries };
  };

  return {
    tried,
    add(entry) {
      fresh.push(entry);
      // One row per task, not per entry: a put costs more than everything else that an entry passes.
      written ??= Promise.resolve().then(write);
      return written;
    },
    revise(entries) {
      const revised = new Map(entries.map((entry) => [entry.id, entry]));
      const toRevised = (each: Queued) => {
        const entry = revised.get(each.id);
        return entry ? toQueued(entry) : each;
      };
      fresh = fresh.map((each) => revised.get(each.id) ?? each);
      const rows = [...copies.values()]
        .filter(({ tries }) => !tries)
        .map((row) => ({ ...row, entries: row.entries.map(toRevised) }));
      copy(rows);
      if (rows.length) put(rows);
    },
    async next(limit) {
      const listed = await store.list<Row | undefined>("e", limit.entries);
      // What the page has put there itself is no row.
      const kept = listed.filter((row): row is Row => !!row?.entries);
      const unkept = [...copies.values()].filter(({ level }) => level === "memory");
      const counted = kept.map((row) => ({ ...row, tries: copies.get(nameOf(row))?.tries ?? row.tries }));
      return firstRun([...unkept, ...counted], limit);
    },
    unsent(limit, isFresh) {
      if (fresh.length) write();
      const rows = [...copies.values()].filter(({ tries }) => !isFresh || !tries);
      return firstRun(rows.sort(byKey), limit);
    },
    refile() {
      const rows = [...copies.values()].filter(({ tries }) => !tries).map((row) => ({ ...row, ...whoAt(now()) }));
      copy(rows);
      put(rows);
    },
    remove({ rows, entries: gone }) {
      const pairs = rows.map((row) => {
        const entries = row.entries.filter((entry) => !gone.includes(entry));
        const rest = entries.length ? { ...row, entries } : undefined;
        if (!rest) copies.delete(nameOf(row));
        else if (copies.has(nameOf(row))) copies.set(nameOf(row), rest);
        return [row.key, rest] as const;
      });
      return store.put(pairs);
    },
    forget() {
      fresh = [];
      copies.clear();
    },
  };
}

/** 0 answers and what became of surveys · 1 pages, steps, stages, goals · 2 friction · 3 the rest. */
export function toPriority({ kind, type }: Entry): number {
  if (kind === "friction") return 2;
  if (kind !== "touchpoint") return 0;
  return ["page", "step", "stage", "goal"].includes(type) ? 1 : 3;
}

const nameOf = ({ key }: Row): string => String(key);
/** As the store orders them: by priority, then by age. */
const byKey = (a: Row, b: Row) => (nameOf(a) < nameOf(b) ? -1 : 1);
const toQueued = (entry: Entry): Queued => ({ id: entry.id, body: toText(entry) });

/** A row's key ends with its number of entries and characters, so that the limits are held without reading rows. */
function toRows(entries: readonly Entry[], level: QueueLevel, who: Pick<Row, "visitor" | "session">): Row[] {
  return [0, 1, 2, 3].flatMap((priority) => {
    const own = entries.filter((entry) => toPriority(entry) === priority).map(toQueued);
    const characters = own.reduce((sum, { body }) => sum + body.length, 0);
    const key = ["e", priority, `${own[0]?.id}`, own.length, characters];
    return own.length ? [{ key, ...who, level, tries: 0, entries: own }] : [];
  });
}
