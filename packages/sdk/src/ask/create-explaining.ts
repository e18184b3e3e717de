// The last decisions whether to ask, gate by gate, and what became of each.
import type { Gate } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";

/** What became of a decision; `waiting` for its delay or a calm moment, or open on the page when `asked`. */
export type Fate =
  | "nobody asked"
  | "waiting"
  | "asked"
  | "cancelled: moved on"
  | "cancelled: decided otherwise"
  | "missed: busy"
  | "missed: not calm"
  | "missed: chunk"
  | "missed: another tab"
  | "missed: storage"
  | "missed: stopped";

/** One entry for which a trigger waits, and how it was decided. */
export interface Explained {
  readonly entry: Entry;
  /** Of the last time it was decided: what asks is decided again when it is calm. */
  readonly trace: readonly Gate[];
  readonly fate: Fate;
}

/** Tells what became of a decision, and how it was decided again. */
export type Tell = (fate: Fate, trace?: readonly Gate[]) => void;

export interface Explaining {
  readonly add: (entry: Entry, trace: readonly Gate[], fate: Fate) => Tell;
  /** The last twenty, oldest first. */
  readonly explained: () => readonly Explained[];
}

const MOST = 20;

/** @param told hears of each when it is made, and of what became of it */
export function createExplaining(told: (...details: readonly unknown[]) => void): Explaining {
  let all: readonly Explained[] = [];
  return {
    add(entry, trace, fate) {
      const explained = { entry, trace, fate };
      all = [...all.slice(1 - MOST), explained];
      told(fate, entry, trace);
      return (next, again = explained.trace) => {
        if (next !== explained.fate) told(next, entry);
        Object.assign(explained, { fate: next, trace: again });
      };
    },
    explained: () => all,
  };
}
