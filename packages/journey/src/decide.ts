// Whether an entry leads to a survey, and why or why not: the same function in the page, in tests and in replay.
import type { Configuration, Entry } from "@waymark/protocol";
import type { Context } from "./context.ts";
import { type Gate, toGates } from "./gates.ts";
import type { Show } from "./history.ts";

export interface Decision {
  readonly ask?: { readonly trigger: string; readonly survey: string } | undefined;
  /** Gate by gate, as far as triggers were looked at: the one that asks is the last. */
  readonly trace: readonly Gate[];
}

/**
 * Takes the first trigger, in the order written, whose every gate passes.
 *
 * The limits are counted in shows, by the visitor's clock and across all tabs and visits; each is the distance between two moments
 * either way, so that a clock which is set back or ahead by up to a year can neither bring two shows closer together than they may
 * be by that clock, nor silence surveys for years. (Formbricks measures so too, with one wait of 7 days after any show; ForeSee
 * waits 90 days, apart for accepted, declined and abandoned; Sprig counts what was not answered as well; Userpilot draws its
 * sample anew each day, ours is drawn once.)
 *
 * @param history the visitor's shows, oldest first
 * @param context as `toContext` makes it of the entries up to this one
 * @param now ms since the epoch, by the visitor's clock
 */
export function decide(
  plan: Configuration,
  history: readonly Show[],
  entry: Entry,
  context: Context,
  now: number,
): Decision {
  const trace: Gate[] = [];
  for (const trigger of plan.triggers ?? []) {
    const gates = toGates(trigger, plan, history, entry, context, now);
    trace.push(...gates);
    if (gates.every(({ pass }) => pass)) return { ask: { trigger: trigger.id, survey: trigger.ask }, trace };
  }
  return { trace };
}
