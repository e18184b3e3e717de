// What the figures mean: printed below every map, so that it can be read without us.
import type { JourneyMap } from "@waymark/protocol";
import { toDuration } from "./numbers.ts";

/** One sentence each. */
export const toDefinitions = ({ window, rest, threshold, stages }: JourneyMap): readonly string[] => {
  const length = toDuration(window);
  const hasGoal = stages.some(({ steps }) => steps.some(({ isGoal }) => isGoal));
  return [
    "Unit: visitor, counted in the period of their first entry in the plan.",
    `Order: by time, then document, number and id. A journey ends after ${toDuration(rest)} without an entry in the plan.`,
    "Moves: from one step to the next in order of time, steps outside of the plan passed over, repeats collapsed.",
    `Go on: entered a stage and reached a later one within ${length}${hasGoal ? "; in the last stage, its goal" : ""}.`,
    `Left: reached no later one, and the ${length} have passed. Until then they are in progress, never lost.`,
    "A stage counts who left it as their furthest one; the flow draws them at the step where their journey ended.",
    "Plan: skipped = came to a later step without having been here; again = came back after another step; left for outside = went on to a page that no stage has.",
    "Emotion: answers only, −2 to +2, band = 95 % interval of the mean, dot = number of answers.",
    "Friction: share of the visitors of the stage or step who met it at least once.",
    ...(hasGoal
      ? [
          "Chance and gain: absorbing Markov chain over the observed moves. It takes for granted that where somebody goes next depends on the step they stand on alone, not on how they came there.",
        ]
      : []),
    ...(threshold > 1 ? [`Fewer than ${threshold} visitors are printed as “< ${threshold}”.`] : []),
  ];
};
