// How a simulated visitor's attempts at the plan's stages go on: tells which were left, abandoned or recovered.
import { ABANDON_WEIGHTS, advance, type Progress } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import type { Observation } from "./observation.ts";

/** How often a page takes an entry that moves nobody to look, ms. */
const LOOK_EVERY = 10_000;

/** Returns what takes in a visitor's entries, one after the other, and tells what follows. */
export function createStages(plan: Configuration): (entry: Entry) => readonly Observation[] {
  let progress: Progress = {};
  let lookedAt = 0;
  return ({ kind, type, stage = null, step = "", at }) => {
    if (plan.friction?.abandon === false || kind !== "touchpoint") return [];
    const isMove = type === "page" || type === "step";
    if (!isMove && at - lookedAt < LOOK_EVERY) return [];
    lookedAt = at;
    const after = advance(plan, progress, { stage, step }, at);
    progress = after.progress;
    return after.changes.flatMap((change): Observation[] => {
      const { state, reached, attempt } = change;
      const weight = ABANDON_WEIGHTS[state];
      if (weight === undefined) return [];
      const place = { stage: change.stage, step: change.step };
      const data = { state, reached, attempt, weight };
      return [{ kind: "friction", type: "abandon", name: change.stage, data, place }];
    });
  };
}
