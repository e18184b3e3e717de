// Which survey a simulated visitor is asked, by the same decision and the same limits as in a page.
import {
  type Context,
  decide,
  isSamePlace,
  type Place,
  type Show,
  toContext,
  toEnded,
  toHistory,
} from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";

/** A survey that waits for a calm moment. */
export interface Pending {
  readonly trigger: string;
  readonly survey: string;
  readonly cause: Entry;
  /** Where the visitor stands; who moves on meanwhile is not asked. */
  readonly standing: Place;
}

export interface Asking {
  /** Looks at an entry for a trigger. */
  readonly offer: (entry: Entry, visitor: string, session: string, standing: Place) => void;
  /** Hands out the survey that waits; it counts as shown. */
  readonly claim: (standing: Place, submission: string, session: string, now: number) => Pending | undefined;
  /** Keeps how the survey shown last ended (`answer`, `dismissed`, `snoozed`); from then on the next may be asked. */
  readonly end: (type: string) => void;
  /** Another document begins: what was open is gone. */
  readonly clear: () => void;
}

export function createAsking(plan: Configuration): Asking {
  let shows: readonly Show[] = [];
  let context: Context | undefined;
  let pending: Pending | undefined;
  let isBusy = false;
  const clear = () => {
    pending = undefined;
    isBusy = false;
  };
  return {
    offer(entry, visitor, session, standing) {
      context = toContext(plan, context, entry, { visitor, session });
      // Who has moved on is not asked any more, and may be asked anew.
      if (pending && !isSamePlace(pending.standing, standing)) clear();
      const { ask } = isBusy ? {} : decide(plan, shows, entry, context, entry.at);
      if (!ask) return;
      isBusy = true;
      pending = { ...ask, cause: entry, standing };
    },
    claim(standing, submission, session, now) {
      const claimed = pending;
      pending = undefined;
      if (!claimed) return undefined;
      const { trigger, survey, cause } = claimed;
      if (!isSamePlace(claimed.standing, standing)) {
        clear();
        return undefined;
      }
      const place = { stage: cause.stage ?? null, step: cause.step ?? "" };
      shows = toHistory(shows, { trigger, survey, submission, at: now, session, place });
      return claimed;
    },
    end(type) {
      shows = toEnded(shows, shows.at(-1)?.submission ?? "", type);
      isBusy = false;
    },
    clear,
  };
}
