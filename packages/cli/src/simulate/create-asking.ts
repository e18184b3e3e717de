// Which survey a simulated visitor is asked, by the same decision and the same limits as in a page.
import { decide, type Ending, matchPattern, type Place, type Show } from "@waymark/journey";
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
  /** Keeps how the survey shown last ended; from then on the next may be asked. */
  readonly end: (ending: Ending) => void;
  /** Another document begins: what was open is gone. */
  readonly clear: () => void;
}

export function createAsking(plan: Configuration): Asking {
  let shows: readonly Show[] = [];
  let pending: Pending | undefined;
  let isBusy = false;
  const clear = () => {
    pending = undefined;
    isBusy = false;
  };
  return {
    offer(entry, visitor, session, standing) {
      const isWanted = entry.kind === "touchpoint" || entry.kind === "friction";
      if (isBusy || !isWanted || !plan.triggers?.some(({ on }) => matchPattern(on, entry))) return;
      const { ask } = decide(plan, shows, entry, { visitor, session }, entry.at);
      if (!ask) return;
      isBusy = true;
      pending = { ...ask, cause: entry, standing };
    },
    claim(standing, submission, session, now) {
      const claimed = pending;
      pending = undefined;
      if (!claimed) return undefined;
      const { trigger, survey, cause } = claimed;
      if (claimed.standing.stage !== standing.stage || claimed.standing.step !== standing.step) {
        clear();
        return undefined;
      }
      const place = { stage: cause.stage ?? null, step: cause.step ?? "" };
      shows = [...shows, { trigger, survey, submission, at: now, session, place }];
      return claimed;
    },
    end(ending) {
      shows = shows.map((show, index) => (index === shows.length - 1 ? { ending, ...show } : show));
      isBusy = false;
    },
    clear,
  };
}
