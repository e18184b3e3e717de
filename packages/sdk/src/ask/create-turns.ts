// Whose turn it is to ask: one survey at a time in a tab, and none of a visitor who has moved on meanwhile.
import { isSamePlace, type Place } from "@waymark/journey";
import type { Fate } from "./create-explaining.ts";

export interface Turn {
  /** Aborted when the visitor has moved on. */
  readonly over: AbortSignal;
  /** Whether the visitor stands elsewhere than when it began. */
  readonly hasMoved: () => boolean;
}

export interface Turns {
  readonly begin: () => Turn;
  /** Ends the turns of those who have moved on, at once, so that what they do next can ask. */
  readonly look: () => void;
  /** Does `work` unless a survey is on the page or about to be. */
  readonly take: (turn: Turn, work: () => Promise<Fate>) => Promise<Fate>;
  /** From now on it stays, wherever the visitor goes. */
  readonly keep: (turn: Turn) => void;
}

export function createTurns(placeNow: () => Place, stopped: AbortSignal): Turns {
  const open = new Map<Turn, AbortController>();
  let current: Turn | undefined;
  const leave = (turn: Turn) => {
    if (current === turn) current = undefined;
    open.delete(turn);
  };
  const end = (turn: Turn) => {
    open.get(turn)?.abort();
    leave(turn);
  };
  stopped.addEventListener("abort", () => [...open.keys()].forEach(end));
  return {
    begin() {
      const standing = placeNow();
      const aborter = new AbortController();
      const over = aborter.signal;
      const turn: Turn = { over, hasMoved: () => over.aborted || !isSamePlace(standing, placeNow()) };
      open.set(turn, aborter);
      return turn;
    },
    look() {
      for (const turn of open.keys()) if (turn.hasMoved()) end(turn);
    },
    async take(turn, work) {
      if (turn.over.aborted) return "cancelled: moved on";
      if (current) return "missed: busy";
      current = turn;
      return work().finally(() => leave(turn));
    },
    keep: (turn) => open.delete(turn),
  };
}
