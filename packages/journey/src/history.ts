// The surveys that a visitor was shown, oldest first: what all limits are counted by.
import type { Place } from "./place.ts";

/** How an asked survey ended; none yet, or gone untouched, counts as `ignored`. That is derived, and never sent. */
export type Ending = "answered" | "dismissed" | "snoozed" | "declined" | "ignored";

/** One time that a survey was asked. */
export interface Show {
  readonly survey: string;
  readonly submission: string;
  /** ms since the epoch, by the visitor's clock. */
  readonly at: number;
  readonly session: string;
  readonly trigger?: string | undefined;
  /** Where the entry that asked stood. */
  readonly place?: Place | undefined;
  readonly ending?: Ending | undefined;
}

/** By the default budget a visitor needs eight years to be shown as many. */
const MOST_SHOWS = 100;

/** Who went to the end of a survey that only says something has answered it, too. */
const ENDINGS: { readonly [type: string]: Ending | undefined } = {
  answer: "answered",
  completed: "answered",
  dismissed: "dismissed",
  snoozed: "snoozed",
  declined: "declined",
};

/** Adds a show; the last hundred are kept. */
export const toHistory = (history: readonly Show[], show: Show): readonly Show[] =>
  [...history, show].slice(-MOST_SHOWS);

/**
 * Keeps how a show ended. The first ending counts: who answers and then closes has answered. What is no ending (`shown`), or of
 * a show that is not there, changes nothing, and the very same list is returned.
 *
 * @param type of a survey's entry or outcome, or `answer`
 */
export function toEnded(history: readonly Show[], submission: string, type: string): readonly Show[] {
  const ending = ENDINGS[type];
  const isOpen = (show: Show) => show.submission === submission && !show.ending;
  return ending && history.some(isOpen) ? history.map((show) => (isOpen(show) ? { ...show, ending } : show)) : history;
}
