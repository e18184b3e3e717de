// The life of a stage that has a goal: started, progressing, leaving, abandoned, recovered or completed.
import type { Configuration, Stage } from "@waymark/protocol";
import { toMilliseconds } from "./duration.ts";
import { type Place, stepsOf } from "./place.ts";

export type AttemptState = "started" | "progressing" | "leaving" | "abandoned" | "recovered" | "completed";

/** One go at a stage. Times are ms since the epoch. */
export interface Attempt {
  readonly state: AttemptState;
  /** 1, 2, 3 … per visitor and stage. */
  readonly attempt: number;
  /** The step furthest along. */
  readonly reached: string;
  /** The step last stood on. */
  readonly step: string;
  readonly since: number;
  readonly leftAt?: number | undefined;
  readonly abandonedAt?: number | undefined;
  /** States told already: each counts once per attempt. */
  readonly told: readonly AttemptState[];
}

/** A visitor's attempts by stage id. */
export type Progress = { readonly [stage: string]: Attempt };

/** A state entered for the first time in an attempt. */
export interface Change extends Attempt {
  readonly stage: string;
}

/**
 * Moves every stage that has a goal on to the moment `now`, the visitor standing at `place`.
 *
 * Left is a place outside of the stage; back inside before `after` (default 30 min) it goes on. After that it is
 * `abandoned`, and a goal within `recoverWithin` (default 7 d) makes it `recovered`. A goal without that is `completed`.
 * After either, the next step inside begins a new attempt. A clock set back never abandons.
 */
export function advance(
  plan: Configuration | undefined,
  progress: Progress,
  place: Place,
  now: number,
): { readonly progress: Progress; readonly changes: readonly Change[] } {
  const next: Record<string, Attempt> = { ...progress };
  const changes: Change[] = [];
  for (const stage of plan?.stages ?? []) {
    const { id } = stage;
    const enter = (attempt: Attempt) => {
      const isNew = !attempt.told.includes(attempt.state);
      next[id] = isNew ? { ...attempt, told: [...attempt.told, attempt.state] } : attempt;
      if (isNew) changes.push({ ...attempt, stage: id });
    };
    if (stepsOf(stage).some(({ goal }) => goal)) advanceStage(stage, next[id], place, now, enter);
  }
  return { progress: next, changes };
}

function advanceStage(
  stage: Stage,
  before: Attempt | undefined,
  place: Place,
  now: number,
  enter: (attempt: Attempt) => void,
): void {
  let attempt = before;
  if (attempt?.state === "leaving" && now - (attempt.leftAt ?? now) >= toMilliseconds(stage.after ?? "30m")) {
    attempt = { ...attempt, state: "abandoned", abandonedAt: now };
    enter(attempt);
    attempt = { ...attempt, told: [...attempt.told, "abandoned"] };
  }
  const isLate =
    attempt?.state === "abandoned" && now - (attempt.abandonedAt ?? now) > toMilliseconds(stage.recoverWithin ?? "7d");
  const isOver = !attempt || isLate || attempt.state === "completed" || attempt.state === "recovered";
  if (place.stage !== stage.id) {
    if (attempt && !isOver && attempt.state !== "leaving" && attempt.state !== "abandoned")
      enter({ ...attempt, state: "leaving", leftAt: now });
    return;
  }
  const steps = stepsOf(stage);
  const index = steps.findIndex(({ id }) => id === place.step);
  const isGoal = !!steps[index]?.goal;
  if (!attempt || isOver) {
    if (isGoal && attempt && !isLate) return; // the goal's page once more
    attempt = begin(place.step, (attempt?.attempt ?? 0) + 1, now);
    enter(attempt);
    attempt = { ...attempt, told: ["started"] };
  }
  const { reached, state } = attempt;
  const isFurther = index > steps.findIndex(({ id }) => id === reached);
  attempt = { ...attempt, step: place.step, reached: isFurther ? place.step : reached };
  if (isGoal) enter({ ...attempt, state: state === "abandoned" ? "recovered" : "completed" });
  else if (state === "abandoned") enter(attempt);
  else enter({ ...attempt, state: isFurther || state === "leaving" ? "progressing" : state });
}

const begin = (step: string, attempt: number, since: number): Attempt => ({
  state: "started",
  attempt,
  reached: step,
  step,
  since,
  told: [],
});
