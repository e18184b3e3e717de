// What page and tools tell of a stage that goes on: friction where that is a sign of difficulty, else a touchpoint.
import type { JsonObject } from "@waymark/protocol";
import type { Change } from "./attempt.ts";
import { ABANDON_WEIGHTS } from "./friction/weights.ts";

/** `abandon` friction for the states that have a weight, a `stage` touchpoint for the others; named by the stage. */
export const toObservation = ({ stage, state, step, reached, engaged, attempt, reason }: Change) => {
  const weight = ABANDON_WEIGHTS[state];
  const sort =
    weight === undefined
      ? ({ kind: "touchpoint", type: "stage" } as const)
      : ({ kind: "friction", type: "abandon" } as const);
  const data: JsonObject = {
    ...{ state, step, reached, engaged, attempt },
    ...(reason && { reason }),
    ...(weight !== undefined && { weight }),
  };
  return { ...sort, name: stage, data, place: { stage, step } };
};
