// Steps that nobody ever reaches, since an earlier one matches whatever they match: the first in the order written wins.
import { stepsOf } from "@waymark/journey";
import type { Stage, Step } from "@waymark/protocol";
import { coversPages } from "./covers-pages.ts";
import { type Finding, finding } from "./finding.ts";
import type { Part } from "./to-parts.ts";

interface Place {
  readonly step: Step;
  readonly stage: string;
  readonly path: readonly PropertyKey[];
}

const toPlaces = ({ value, path, isWhole }: Part<Stage>): readonly Place[] =>
  isWhole
    ? stepsOf(value).map((step, index) => ({
        step,
        stage: value.id,
        path: value.steps ? [...path, "steps", index] : path,
      }))
    : [];

const hasCondition = ({ pages, visible, touchpoint, dataLayer }: Step): boolean =>
  !!(pages || visible || touchpoint || dataLayer);

const isSame = (wide: string | undefined, narrow: string | undefined) => !wide || wide === narrow;

/** Whether the earlier step holds wherever the later does. Without conditions a step is reached by `step(id)` alone. */
function shadows({ step: earlier, stage }: Place, { step: later, stage: own }: Place): boolean {
  if (!hasCondition(later)) return earlier.id === later.id && stage !== own;
  return (
    hasCondition(earlier) &&
    (!earlier.pages || (!!later.pages && coversPages(earlier.pages, later.pages))) &&
    isSame(earlier.visible, later.visible) &&
    isSame(earlier.touchpoint, later.touchpoint) &&
    isSame(earlier.dataLayer, later.dataLayer)
  );
}

export function checkShadows(stages: readonly Part<Stage>[]): Finding[] {
  const places = stages.flatMap(toPlaces);
  return places.flatMap((later, index) => {
    const first = places.slice(0, index).find((earlier) => shadows(earlier, later));
    if (!first) return [];
    const name = first.stage === first.step.id ? first.stage : `${first.stage} › ${first.step.id}`;
    const problem = `is never reached: "${name}" comes first and matches all of this`;
    return [finding(later.path, problem, "Put this one first, or narrow the other.")];
  });
}
