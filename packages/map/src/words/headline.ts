// The line below the title: what the figures are about.
import type { JourneyMap } from "@waymark/protocol";
import { toPeriod } from "./dates.ts";
import { isolate } from "./isolate.ts";
import { toDuration, toNumber, toPercent, toVisitors } from "./numbers.ts";

/** Label of the last goal step of the plan; undefined without one. */
export const toGoal = ({ stages }: Pick<JourneyMap, "stages">): string | undefined =>
  stages.flatMap(({ steps }) => steps).findLast(({ isGoal }) => isGoal)?.label;

/** `Goal: Ordered`, `1–20 November`, `60,412 visitors` … */
export const toHeadline = (map: JourneyMap): readonly string[] => {
  const goal = map.goal ?? toGoal(map);
  const counted = (n: number, isCounted: boolean, word: string) =>
    n > 0 && isCounted ? [`${toNumber(n)} of them ${word}`] : [];
  return [
    ...(goal === undefined ? [] : [`Goal: ${isolate(goal)}`]),
    toPeriod(map.from, map.until, map.now),
    toVisitors(map.visitors, map.threshold),
    ...counted(map.simulatedVisitors, map.simulated, "simulated"),
    ...counted(map.automatedVisitors, map.automated, "automated"),
    `conversion window ${toDuration(map.window)}`,
    ...(map.visitors > 0 ? [`${toPercent(map.inProgress / map.visitors)} still in progress`] : []),
  ];
};
