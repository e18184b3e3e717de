// The `abandon` friction: tells when a stage that has a goal is left, given up, or come back to after all.
import { ABANDON_WEIGHTS, advance } from "@waymark/journey";
import type { Entry, Stop } from "@waymark/protocol";
import type { Identity } from "../identity.ts";
import type { FrictionContext } from "./tracker.ts";

export interface AbandonmentContext extends FrictionContext {
  readonly identity: Identity;
}

/** How often an entry that moves nobody is taken to look whether a stage was abandoned meanwhile, ms. */
const LOOK_EVERY = 10_000;

export function trackAbandonment({ plan, identity, tell, onEntry }: AbandonmentContext): Stop {
  let lookedAt = 0;
  return onEntry(({ kind, type, stage = null, step = "", at }: Entry) => {
    // Only where the visitor stands and the time move an attempt on; reading it at every click would cost more than the click.
    const isMove = ["page", "step"].includes(type);
    if (kind !== "touchpoint" || (!isMove && at - lookedAt < LOOK_EVERY)) return;
    lookedAt = at;
    const before = identity.progress();
    const after = advance(plan, before, { stage, step }, at);
    if (JSON.stringify(after.progress) !== JSON.stringify(before)) identity.setProgress(after.progress);
    for (const { state, reached, attempt, stage, step } of after.changes) {
      const weight = ABANDON_WEIGHTS[state];
      if (weight !== undefined) tell("abandon", stage, { state, reached, attempt, weight }, { stage, step });
    }
  });
}
