// The plan as the map counts by it: stages and steps by number, and which of them is the goal.
import { stepsOf, toMilliseconds } from "@waymark/journey";
import type { Configuration, Stage } from "@waymark/protocol";

export interface PlannedStep {
  /** Index among the steps of all stages. */
  readonly number: number;
  readonly id: string;
  readonly label: string;
  /** Fulfils its own stage. */
  readonly isGoal: boolean;
  /** Fulfils the last stage that can be fulfilled: the goal that chances are told of. */
  readonly isMapGoal: boolean;
}

export interface PlannedStage {
  readonly id: string;
  readonly label: string;
  readonly steps: readonly PlannedStep[];
}

export interface MapPlan {
  readonly stages: readonly PlannedStage[];
  readonly hasGoal: boolean;
  /** Index of the last stage where it has no goal: nobody can go on from there, and nobody is missing; else -1. */
  readonly end: number;
  /** A visitor who comes back after this long without a touchpoint begins another journey, ms. */
  readonly rest: number;
}

const DEFAULT_REST = "30d";

// Of two with one id only the first ever places anybody.
const firstOfEach = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
  items.filter(({ id }, index) => items.findIndex((other) => other.id === id) === index);

const hasGoal = (stage: Stage | undefined): boolean => !!stage && stepsOf(stage).some(({ goal }) => goal);

/** Numbers stages and steps in the order of the plan. */
export const toMapPlan = (configuration: Configuration | undefined): MapPlan => {
  const planned = firstOfEach(configuration?.stages ?? []);
  const goalStage = planned.findLastIndex(hasGoal);
  let number = 0;
  const stages = planned.map((stage, index) => ({
    id: stage.id,
    label: stage.label ?? stage.id,
    steps: firstOfEach(stepsOf(stage)).map(({ id, label = id, goal: isGoal = false }) => ({
      number: number++,
      id,
      // A stage with pages alone has one step, which bears its name.
      label: stage.steps ? label : (stage.label ?? id),
      isGoal,
      isMapGoal: isGoal && index === goalStage,
    })),
  }));
  return {
    stages,
    hasGoal: goalStage >= 0,
    end: hasGoal(planned.at(-1)) ? -1 : planned.length - 1,
    rest: toMilliseconds(configuration?.journeyEnds ?? DEFAULT_REST),
  };
};

/** The plan as rows for SQL: each stage, with `null` for its step, and each step. */
export const toPlanRows = ({ stages }: MapPlan): string =>
  JSON.stringify(
    stages.flatMap(({ id: stage, steps }, stage_no) => [
      { stage, step: null, stage_no, step_no: null, reach: stage_no, is_goal: false },
      ...steps.map(({ id: step, number: step_no, isMapGoal: is_goal }) => ({
        stage,
        step,
        stage_no,
        step_no,
        reach: is_goal && stage_no === stages.length - 1 ? stages.length : stage_no,
        is_goal,
      })),
    ]),
  );
