// The steps of a map in the order of its plan, found by key.
import type { Count, JourneyMap, MapMove, MapStage, MapStep, StepKey } from "@waymark/protocol";

export interface StepInStage {
  readonly key: StepKey;
  readonly step: MapStep;
  readonly stage: MapStage;
  /** Place in the plan, from 0, over all stages. */
  readonly order: number;
}

/** All steps, left to right. */
export const listSteps = ({ stages }: Pick<JourneyMap, "stages">): readonly StepInStage[] =>
  stages
    .flatMap((stage) => stage.steps.map((step) => ({ key: `${stage.id}/${step.id}`, step, stage })))
    .map((each, order) => ({ ...each, order }));

export const findStep = (map: Pick<JourneyMap, "stages">, key: StepKey): StepInStage | undefined =>
  listSteps(map).find((each) => each.key === key);

/** A count as a size to draw: too few to be told is still more than none. */
export const toSize = (count: Count): number => count ?? 1;

export interface SortedMoves {
  /** Towards the goal in the order of the plan, over whatever is skipped. */
  readonly forward: readonly MapMove[];
  readonly back: readonly MapMove[];
}

/** Moves by direction, without those from or to a step that the map has not. */
export const sortMoves = (steps: readonly StepInStage[], moves: readonly MapMove[]): SortedMoves => {
  const orders = new Map(steps.map(({ key, order }) => [key, order]));
  const distance = ({ from, to }: MapMove): number => (orders.get(to) ?? Number.NaN) - (orders.get(from) ?? Number.NaN);
  return { forward: moves.filter((move) => distance(move) > 0), back: moves.filter((move) => distance(move) < 0) };
};
