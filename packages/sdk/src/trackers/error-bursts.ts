// An `errors` friction: several errors that the page failed to catch in a short time.
import { NO_BURST, toErrorBurst } from "@waymark/journey";
import type { FrictionContext } from "./tracker.ts";

export function trackErrorBursts({ tell, tuning, onEntry }: FrictionContext): void {
  let burst = NO_BURST;
  onEntry(({ type, name, at }) => {
    if (type !== "error") return;
    const { isFull } = burst;
    burst = toErrorBurst(burst, at, tuning.errors);
    if (burst.isFull && !isFull) tell("errors", name, { errors: burst.moments.length });
  });
}
