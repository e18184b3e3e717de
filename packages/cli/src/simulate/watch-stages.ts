// How a simulated visitor's attempts at the plan's stages go on: tells which were begun, left, abandoned, recovered or completed.
import { advanceBy, type Progress, toObservation } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import type { Observation } from "./observation.ts";

/** Returns what takes in a visitor's entries, one after the other, and tells what follows. */
export function createStages(plan: Configuration): (entry: Entry) => readonly Observation[] {
  let progress: Progress = {};
  return (entry) => {
    if (plan.friction?.abandon === false) return [];
    const after = advanceBy(plan, progress, entry);
    progress = after.progress;
    return after.changes.map(toObservation);
  };
}
