// What was sent to a target that can't tell doubles: written down before each request, so that nothing is sent twice in the dark.
import type { Key, Store } from "../store.ts";

/**
 * `away`: on its way, perhaps from another tab; `unknown`: sent, and no answer came that says whether it arrived; `done`: has
 * arrived, and need not have left the queue yet. What is nowhere may be sent.
 */
export type Standing = "away" | "unknown" | "done";

export interface Ledger {
  /** Takes in what other pages have written. */
  readonly read: () => Promise<void>;
  readonly standing: (id: string) => Standing | undefined;
  /** Writes ids down, begun before this returns; the result tells what came of them: `undefined` is not known. */
  readonly begin: (ids: readonly string[]) => (hasArrived: boolean | undefined) => void;
  /** These were told as given up. */
  readonly giveUp: (ids: readonly string[]) => void;
}

interface Mark {
  readonly key: Key;
  /** Wall clock, ms since the epoch. */
  readonly at: number;
  readonly ids: readonly string[];
}

/** A request is given up after 15 s; whoever wrote a mark this long ago knows by now, or never will, ms. */
const AWAY = 20_000;
/** No entry waits longer than an answer, which is 30 days. */
const LASTS = 31 * 86_400_000;
const MOST_MARKS = 1000;

export function createLedger(store: Store, now: () => number, makeId: () => string): Ledger {
  /** This document's own. */
  const own = new Map<string, Standing>();
  const ownKeys = new Set<string>();
  const givenUp = new Set<string>();
  let others = new Map<string, Standing>();

  const isOver = ({ at, ids }: Mark) =>
    now() - at > LASTS || ids.every((id) => givenUp.has(id) || own.get(id) === "done");
  return {
    async read() {
      const marks = (await store.list<Mark | undefined>("t", MOST_MARKS)).filter((mark): mark is Mark => !!mark?.ids);
      const over = marks.filter(isOver);
      // Now and not when the answer came: the entries have left the queue since.
      if (over.length) await store.put(over.map(({ key }) => [key, undefined]));
      others = new Map(
        marks
          .filter(({ key }) => !ownKeys.has(`${key}`))
          .flatMap(({ at, ids }) => ids.map((id) => [id, now() - at < AWAY ? "away" : "unknown"] as const)),
      );
    },
    standing: (id) => own.get(id) ?? others.get(id),
    begin(ids) {
      const key = ["t", makeId()];
      ownKeys.add(`${key}`);
      for (const id of ids) own.set(id, "away");
      store.put([[key, { key, at: now(), ids }]]);
      return (hasArrived) => {
        for (const id of ids) {
          if (hasArrived === false) own.delete(id);
          else own.set(id, hasArrived ? "done" : "unknown");
        }
        if (hasArrived === false) store.put([[key, undefined]]);
      };
    },
    giveUp(ids) {
      for (const id of ids) givenUp.add(id);
    },
  };
}
