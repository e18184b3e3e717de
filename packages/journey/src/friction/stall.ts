// When a visitor gets no further where there is a way on.
import type { Configuration, FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";
import { type Place, stepsOf } from "../place.ts";

/**
 * Whether somebody was engaged for 60 s (`after`) on a step that another one follows, in a stage without a goal. In a stage
 * with one it is `abandon` with the state `stalled`; on a last step nothing is known to be missing.
 *
 * @param dwell engaged ms in that step, earlier loads of it included
 */
export function isStalled(
  plan: Configuration,
  { stage, step }: Place,
  dwell: number,
  { after = "60s" }: FrictionTuning["stall"] = {},
): boolean {
  const found = plan.stages?.find(({ id }) => id === stage);
  const steps = found ? stepsOf(found) : [];
  const hasNext = steps.slice(0, -1).some(({ id }) => id === step);
  return hasNext && !steps.some(({ goal }) => goal) && dwell >= toMilliseconds(after);
}
