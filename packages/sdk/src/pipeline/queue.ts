// The waiting list: every entry is written ahead to the store in its own task and leaves it only by a receipt.
import type { Entry, QueueLevel } from "@waymark/protocol";
import type { Identity } from "../identity.ts";
import type { Key, Store } from "../store.ts";
import { firstRun, type Limit, type Queued, type Row, type Run } from "./batch.ts";

export interface Queue {
  /** Resolves when the entry is kept, with how well. */
  readonly add: (entry: Entry) => Promise<QueueLevel>;
  /** Writes a queued entry anew, unless it was sent already. */
  readonly revise: (entry: Entry) => void;
  /** What the next request carries, most valuable first; counted as a try, so that its bodies are final now. */
  readonly next: (limit: Limit) => Promise<Run>;
  /** The same of this document's entries that no receipt has named yet; `isFresh` leaves out those sent before. */
  readonly unsent: (limit: Limit, isFresh: boolean) => Run;
  /** Lets the entries go that are gone, the rest of their rows stays; keeps those apart that will never be taken. */
  readonly remove: (
    rows: readonly Row[],
    isGone: (id: string) => boolean,
    isRefused: (id: string) => boolean,
  ) => Promise<void>;
  readonly clear: () => Promise<void>;
}

const MOST_IN_ROW = 50;
/** Rows copied in memory for the send of a page that goes away: more would not fit into it. */
const MOST_COPIES = 200;

export function createQueue(store: Store, identity: Identity | undefined, now: () => number): Queue {
  const copies = new Map<string, Row>();
  let fresh: Entry[] = [];
  let written: Promise<QueueLevel> | undefined;

  const write = (): Promise<QueueLevel> => {
    const rows = toRows(fresh, store.level, identity, now());
    fresh = [];
    written = undefined;
    for (const row of rows) copies.set(nameOf(row), row);
    for (const name of copies.keys()) if (copies.size > MOST_COPIES) copies.delete(name);
    return put(rows);
  };
  const put = (rows: readonly Row[]): Promise<QueueLevel> =>
    store.put(rows.map((row) => [row.key, row] as const)).then(
      () => store.level,
      () => {
        // Refused or full: the copies are all there is, and the next request begins with them.
        for (const row of rows) copies.set(nameOf(row), { ...row, level: "memory" });
        return "memory";
      },
    );

  const tried = ({ rows, entries }: Run): Run => {
    const next = rows.map((row) => ({ ...row, tries: row.tries + 1 }));
    for (const row of next) if (copies.has(nameOf(row))) copies.set(nameOf(row), row);
    return { rows: next, entries };
  };

  return {
    add(entry) {
      fresh.push(entry);
      // One row per task, not per entry: a put costs more than everything else that an entry passes.
      written ??= Promise.resolve().then(write);
      return written;
    },
    revise(entry) {
      const isIt = ({ id }: { readonly id: string }) => id === entry.id;
      fresh = fresh.map((each) => (isIt(each) ? entry : each));
      for (const row of copies.values()) {
        if (row.tries || !row.entries.some(isIt)) continue;
        const revised = { ...row, entries: row.entries.map((each) => (isIt(each) ? toQueued(entry) : each)) };
        copies.set(nameOf(row), revised);
        put([revised]);
      }
    },
    async next(limit) {
      const kept = await store.list<Row>("e", limit.entries);
      const unkept = [...copies.values()].filter(({ level }) => level === "memory");
      return tried(firstRun([...unkept, ...kept], limit));
    },
    unsent(limit, isFresh) {
      if (fresh.length) write();
      const rows = [...copies.values()].filter(({ tries }) => !isFresh || !tries);
      return tried(firstRun(rows.sort(byKey), limit));
    },
    async remove(rows, isGone, isRefused) {
      const pairs: [Key, unknown][] = [];
      for (const row of rows) {
        const entries = row.entries.filter(({ id }) => !isGone(id));
        if (!entries.length) copies.delete(nameOf(row));
        else if (copies.has(nameOf(row))) copies.set(nameOf(row), { ...row, entries });
        pairs.push([row.key, entries.length ? { ...row, entries } : undefined]);
        for (const entry of row.entries) if (isRefused(entry.id)) pairs.push([["x", entry.id], entry]);
      }
      await store.put(pairs);
    },
    async clear() {
      fresh = [];
      copies.clear();
      await store.clear();
    },
  };
}

/** 0 answers and what became of surveys · 1 pages, steps, goals · 2 friction · 3 the rest. */
export function toPriority({ kind, type }: Entry): number {
  if (kind === "friction") return 2;
  if (kind !== "touchpoint") return 0;
  return ["page", "step", "goal"].includes(type) ? 1 : 3;
}

const nameOf = ({ key }: Row): string => String(key);
/** As the store orders them: by priority, then by age. */
const byKey = (a: Row, b: Row) => (nameOf(a) < nameOf(b) ? -1 : 1);
const toQueued = (entry: Entry): Queued => ({ id: entry.id, body: JSON.stringify(entry) });

function toRows(entries: readonly Entry[], level: QueueLevel, identity: Identity | undefined, at: number): Row[] {
  const rows: (Row & { entries: Queued[] })[] = [];
  const session = identity?.sessionAt(at);
  const who = { visitor: identity?.visitor(), session };
  for (const entry of entries) {
    const priority = toPriority(entry);
    let row = rows.findLast(({ key }) => key[1] === priority);
    if (!row || row.entries.length === MOST_IN_ROW) {
      row = { key: ["e", priority, entry.id], ...who, level, tries: 0, entries: [] };
      rows.push(row);
    }
    row.entries.push(toQueued(entry));
  }
  return rows;
}
