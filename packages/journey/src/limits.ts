// What keeps surveys rare: waits, shows ever and per session, and one budget of politeness across all surveys.
import type { Configuration, Survey } from "@waymark/protocol";
import { toMilliseconds } from "./duration.ts";
import type { Ending, Show } from "./history.ts";

/** What a limit compares, and from when on (ms since the epoch) it would pass. */
export interface Limit {
  readonly pass: boolean;
  readonly value?: number | undefined;
  readonly limit?: number | undefined;
  readonly from?: number | undefined;
}

const YEAR = 365 * 86_400_000;
/** After `declined` nothing is asked anyway, see `declinedLimit`. */
const DEFAULT_WAIT: { readonly [ending in Ending]: string } = {
  answered: "90d",
  dismissed: "30d",
  snoozed: "1d",
  declined: "0s",
  ignored: "7d",
};

/** Who does not want to be asked again is not, whatever the survey. */
export const declinedLimit = (history: readonly Show[]): Limit => ({
  pass: !history.some(({ ending }) => ending === "declined"),
});

/** A survey waits after each of its shows, for as long as that one's ending asks. */
export const waitLimit = (survey: Survey | undefined, shows: readonly Show[], now: number): Limit =>
  toDistance(shows, ({ ending = "ignored" }) => waitOf(ending, survey?.wait), now);

const waitOf = (ending: Ending, wait: { readonly [ending in Ending]?: string | undefined } = {}): string =>
  wait[ending] ?? DEFAULT_WAIT[ending];

export const maxLimit = (survey: Survey | undefined, shows: readonly Show[]): Limit =>
  toCount(shows.length, survey?.max ?? 3);

/** At most one survey in this time, whichever. */
export const quietLimit = ({ quiet }: Configuration, history: readonly Show[], now: number): Limit =>
  toDistance(history, () => quiet?.every ?? "30d", now);

/**
 * Surveys without an answer, those put off included, since the last that was answered, and within a year: after so many the
 * visitor is left alone.
 */
export function unansweredLimit({ quiet }: Configuration, history: readonly Show[], now: number): Limit {
  const limit = quiet?.unanswered ?? 2;
  const since = history.findLastIndex(({ ending }) => ending === "answered");
  const unanswered = history.slice(since + 1).filter(({ at }) => Math.abs(now - at) < YEAR);
  const oldest = unanswered.at(-limit);
  return { ...toCount(unanswered.length, limit), from: oldest && oldest.at + YEAR };
}

export const sessionLimit = ({ quiet }: Configuration, history: readonly Show[], session: string): Limit =>
  toCount(history.filter((show) => show.session === session).length, quiet?.perSession ?? 1);

const toCount = (value: number, limit: number): Limit => ({ pass: value < limit, value, limit });

/**
 * How far away, in ms, the show lies that stands longest in the way, either way: after a clock was set back a show lies ahead, and
 * stands in the way no longer than one that lies behind.
 */
function toDistance(shows: readonly Show[], limitOf: (show: Show) => string, now: number): Limit {
  const all = shows
    .map((show) => {
      const limit = toMilliseconds(limitOf(show));
      const value = Math.abs(now - show.at);
      // A limit that is no duration is never over: better nobody is asked than everybody too often.
      return { pass: value >= limit, value, limit, from: show.at + limit };
    })
    .sort((a, b) => b.from - a.from);
  return all.find(({ pass }) => !pass) ?? all[0] ?? { pass: true };
}
