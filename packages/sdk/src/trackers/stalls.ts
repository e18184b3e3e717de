// A `stall` friction: engaged for long on a step that has a next one, without a way on being taken.
import { isStalled } from "@waymark/journey";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

/** Whoever has entered something this lately is getting on, ms. */
const TYPING = 10_000;

export function trackStalls(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, plan, place, dwell, tuning, tell, onTick } = context;
  const isStuck = () => isStalled(plan, place(), dwell(), tuning.stall);
  let enteredAt = -Infinity;
  // The time in a step goes on over a reload: what stalled before that was told there.
  let isTold = isStuck();
  listen(root, "input", stopped, () => {
    enteredAt = clock.mono();
  });
  onTick(() => {
    const { stage, step } = place();
    if (!isStuck()) isTold = false;
    else if (!isTold && clock.mono() - enteredAt > TYPING) {
      isTold = true;
      tell("stall", `${stage}/${step}`, { engaged: dwell() });
    }
  });
}
