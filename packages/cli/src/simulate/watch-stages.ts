// How a simulated visitor's attempts at the plan's stages go on: tells which were begun, left, abandoned, recovered or completed.
import { advance, advanceBy, type Moment, type Progress, toObservation } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import type { Observation } from "./observation.ts";

/** Both take in what comes, one after the other, and tell what follows. */
export interface Stages {
  readonly hear: (entry: Entry) => readonly Observation[];
  /** A moment at which nothing is told, but time has gone by. */
  readonly tick: (moment: Moment) => readonly Observation[];
}

export function createStages(plan: Configuration): Stages {
  let progress: Progress = {};
  const take = (after: ReturnType<typeof advance>): readonly Observation[] => {
    progress = after.progress;
    return after.changes.map(toObservation);
  };
  const isOff = plan.friction?.abandon === false;
  return {
    hear: (entry) => (isOff ? [] : take(advanceBy(plan, progress, entry))),
    tick: (moment) => (isOff ? [] : take(advance(plan, progress, moment))),
  };
}
