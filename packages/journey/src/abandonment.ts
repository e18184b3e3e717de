// The life of a stage that has a goal: started, progressing, stalled, leaving, abandoned, recovered or completed.
import type { Configuration } from "@waymark/protocol";
import type { Change, Progress } from "./attempt.ts";
import { followStage } from "./follow-stage.ts";
import { type Moment, type Sighting, toMoment } from "./moment.ts";
import { stepsOf } from "./place.ts";

export { toAbsence, toEnd } from "./follow-stage.ts";

export interface Advanced {
  /** What was passed in, the very same object, when nothing of it has changed. */
  readonly progress: Progress;
  readonly changes: readonly Change[];
}

/**
 * Moves every stage that has a goal on to a moment.
 *
 * - `started`: came to a step of the stage. `progressing`: to a later one, or back after `leaving`.
 * - `stalled`: `stalledAfter` (60 s) engaged without progress, or a form that refused 3 times. A later step ends it.
 * - `leaving`: exit intent, which another step takes back; or a page outside of the stage, which any sign of life inside
 *   takes back. A page that is hidden or closed tells nothing, and only notes when.
 * - `abandoned`: outside, hidden or closed for `after` (30 min), 30 s at least; found out at the next sign of life, or by a
 *   moment without a place. So is what was silent until the journey ended (`journeyEnds`, 30 d), wherever it was left: a
 *   browser that is killed says no good-bye. Whoever stays in the stage, seen and silent, for less than that has not left.
 * - `recovered`: a goal within `recoverWithin` (7 d) after that, counted from when the time was up. `completed`: a goal
 *   without it. After either, after those 7 d, and after the journey's end, the next step begins a new attempt; only the
 *   page of a goal that was reached, seen once more, does not.
 *
 * Each state is told once per attempt. A clock set back takes what was kept along and abandons nothing; one that jumps ahead
 * is time gone by: it abandons what was left before, and after `journeyEnds` everything that was open.
 *
 * GA4 and Adobe report a drop-off between steps and know no states. Matomo: a basket without an order in the same visit,
 * for ever, even if it is bought later. Automattic: a basket unchanged for 10 min. Qualtrics and Medallia ask on exit
 * intent.
 */
export function advance(plan: Configuration | undefined, progress: Progress, moment: Moment): Advanced {
  const changes: Change[] = [];
  let next = progress;
  for (const stage of plan?.stages ?? []) {
    if (!stepsOf(stage).some(({ goal }) => goal)) continue;
    const before = progress[stage.id];
    const after = followStage(stage, plan?.journeyEnds, before, moment, changes);
    if (after && after !== before) next = { ...next, [stage.id]: after };
  }
  return { progress: next, changes };
}

/** Moves on by an entry; by many that is nothing. */
export function advanceBy(plan: Configuration | undefined, progress: Progress, entry: Sighting): Advanced {
  const moment = toMoment(entry);
  return moment ? advance(plan, progress, moment) : { progress, changes: [] };
}

/**
 * What has become of one visitor by now, who may never have come back: all that the entries tell, and then the time since.
 *
 * @param entries of one visitor, all tabs and visits together, oldest first
 * @param now ms since the epoch, by the visitor's clock
 */
export function settle(plan: Configuration | undefined, entries: readonly Sighting[], now: number): Advanced {
  const changes: Change[] = [];
  let progress: Progress = {};
  const take = (advanced: Advanced) => {
    progress = advanced.progress;
    changes.push(...advanced.changes);
  };
  for (const entry of entries) take(advanceBy(plan, progress, entry));
  take(advance(plan, progress, { at: now }));
  return { progress, changes };
}
