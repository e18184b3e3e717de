// How often a trigger that counts was matched in a session: kept beside the entries, which are gone by then.
import type { Configuration, Entry } from "@waymark/protocol";
import { matchPattern } from "./match-pattern.ts";

/** When the last entries matched that triggers with `count` wait for, in one session. */
export interface Matches {
  readonly session: string;
  /** By trigger id: wall-clock times of the entries, ms since the epoch, in the order in which they came, at most `count`. */
  readonly times: { readonly [trigger: string]: readonly number[] };
}

const NONE: Matches = { session: "", times: {} };

/**
 * Takes an entry in. Returns the very same object when it counts for no trigger, so that a caller sees what to keep; another
 * session begins at nothing.
 *
 * @param matches as kept; `undefined` when there are none yet
 * @param session the entry's
 */
export function toMatches(plan: Configuration, matches = NONE, entry: Entry, session: string): Matches {
  const before = matches.session === session ? matches.times : {};
  const counted = (plan.triggers ?? []).flatMap(({ id, on }) =>
    on.count !== undefined && on.count > 1 && matchPattern(on, entry)
      ? [[id, [...(before[id] ?? []), entry.at].slice(-on.count)] as const]
      : [],
  );
  return counted.length ? { session, times: { ...before, ...Object.fromEntries(counted) } } : matches;
}
