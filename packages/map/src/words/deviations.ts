// Where people leave the planned way: steps left out, gone to again, and left for pages outside of the plan.
import type { JourneyMap, MapStage } from "@waymark/protocol";
import { toShare } from "./numbers.ts";

export interface Deviation {
  /** Of the step and what was done. */
  readonly key: string;
  /** Label of the step. */
  readonly step: string;
  readonly what: "skipped" | "again" | "left for outside";
  /** Of all visitors who skipped it; of the step's own for the others. 0–1. */
  readonly share: number;
}

/** Those whose figures are told, highest share first. */
export const listDeviations = ({ visitors }: Pick<JourneyMap, "visitors">, stage: MapStage): readonly Deviation[] =>
  stage.steps
    .flatMap((step) =>
      (
        [
          ["skipped", toShare(step.skipped, visitors)],
          ["again", toShare(step.repeated, step.visitors)],
          ["left for outside", toShare(step.outside, step.visitors)],
        ] as const
      ).flatMap(([what, share]) =>
        share === null || share === 0 ? [] : [{ key: `${step.id} ${what}`, step: step.label, what, share }],
      ),
    )
    .toSorted((a, b) => b.share - a.share);
