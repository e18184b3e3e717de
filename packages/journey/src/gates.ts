// The gates that stand between an entry and a survey, in order, each with what it compares.
import type { Configuration, Entry, Json, Trigger } from "@waymark/protocol";
import type { Context } from "./context.ts";
import { toMilliseconds } from "./duration.ts";
import type { Show } from "./history.ts";
import { declinedLimit, maxLimit, quietLimit, sessionLimit, unansweredLimit, waitLimit } from "./limits.ts";
import { matchPattern } from "./match-pattern.ts";
import { matchWhere, toCompared } from "./match-where.ts";
import { isOfVariant, isSampled } from "./sample.ts";

/**
 * In this order:
 * - `on`: the entry is what the trigger waits for
 * - `count`: it is the last of so many in the session; `value` is how many there are
 * - `where`: the visitor is one of those that the trigger is for
 * - `schedule`: it is time
 * - `variant`, `sample`: the visitor is in the trigger's share
 * - `declined`: the visitor has not said that they don't want to be asked
 * - `wait`: since the survey's own shows; `value` and `limit` in ms
 * - `max`: shows of the survey ever
 * - `quiet`: since any survey's show; `value` and `limit` in ms
 * - `unanswered`: surveys without an answer since the last that was answered
 * - `session`: shows of any survey in the session
 */
export type GateName =
  | "on"
  | "count"
  | "where"
  | "schedule"
  | "variant"
  | "sample"
  | "declined"
  | "wait"
  | "max"
  | "quiet"
  | "unanswered"
  | "session";

/** One gate of one trigger: what was compared. Gates that a trigger does not have pass. */
export interface Gate {
  readonly trigger: string;
  readonly gate: GateName;
  readonly pass: boolean;
  readonly value?: Json | undefined;
  readonly limit?: Json | undefined;
  /** From when on it would pass (ms since the epoch), where the time alone decides; absent when it never will. */
  readonly from?: number | undefined;
}

type Check = Omit<Gate, "trigger" | "gate">;

/** All gates of a trigger; `on` alone when the entry is not what it waits for. `now` is ms since the epoch. */
export function toGates(
  trigger: Trigger,
  plan: Configuration,
  history: readonly Show[],
  entry: Entry,
  context: Context,
  now: number,
): readonly Gate[] {
  const { id, on, where = {} } = trigger;
  const first: Gate = { trigger: id, gate: "on", pass: matchPattern(on, entry), value: entry.name };
  if (!first.pass) return [first];
  const place = { pass: matchWhere(where, context), value: toCompared(where, context), limit: where as Json };
  return [
    first,
    { trigger: id, gate: "count", ...checkCount(trigger, entry, context) },
    { trigger: id, gate: "where", ...place },
    ...toVisitorGates(trigger, plan, history, context, now),
  ];
}

/** The gates that stand whatever the visitor does: when all of them pass, the next entry may lead to a survey. */
export function toVisitorGates(
  trigger: Trigger,
  plan: Configuration,
  history: readonly Show[],
  { visitor, session }: Pick<Context, "visitor" | "session">,
  now: number,
): readonly Gate[] {
  const { id, ask, variant, sample = 1 } = trigger;
  const survey = plan.surveys?.[ask];
  const shows = history.filter((show) => show.survey === ask);
  const checks: readonly (readonly [GateName, Check])[] = [
    ["schedule", checkSchedule(trigger, now)],
    ["variant", { pass: !variant || isOfVariant(visitor, variant), limit: variant?.is }],
    ["sample", { pass: isSampled(visitor, id, sample), limit: sample }],
    ["declined", declinedLimit(history)],
    ["wait", waitLimit(survey, shows, now)],
    ["max", maxLimit(survey, shows)],
    ["quiet", quietLimit(plan, history, now)],
    ["unanswered", unansweredLimit(plan, history, now)],
    ["session", sessionLimit(plan, history, session)],
  ];
  return checks.map(([gate, check]) => ({ trigger: id, gate, ...check }));
}

/** Counted within `within` of the entry either way: the clock may have been set back between two of them. */
function checkCount({ id, on: { count = 1, within } }: Trigger, entry: Entry, { session, matches }: Context): Check {
  const times = matches.session === session ? (matches.times[id] ?? []) : [];
  const isNear = (at: number) => !within || Math.abs(entry.at - at) <= toMilliseconds(within);
  // Without `count` nothing is kept: the entry alone is enough.
  const value = Math.max(1, times.filter(isNear).length);
  return { pass: value >= count, value, limit: count };
}

/** `until` is the first moment at which it is over. What is no moment never comes. */
function checkSchedule({ schedule = {} }: Trigger, now: number): Check {
  const from = schedule.from === undefined ? -Infinity : Date.parse(schedule.from);
  const until = schedule.until === undefined ? Infinity : Date.parse(schedule.until);
  const pass = from <= now && now < until;
  return { pass, value: now, limit: schedule as Json, ...(now < from && now < until && { from }) };
}
