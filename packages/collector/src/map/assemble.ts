// Makes the journey map of exact counts; what has too few visitors behind it is held back on the way.
import type { JourneyMap, MapFix, MapNotes, MapQuery } from "@waymark/protocol";
import type { MapPlan } from "./map-plan.ts";
import { type Chances, toChances } from "./markov.ts";
import { type Figures, WINDOW } from "./read-figures.ts";
import { toCount } from "./to-count.ts";
import { createToStage } from "./to-stage.ts";

const MOST_FIXES = 3;

export interface AssembleOptions {
  readonly query: Omit<MapQuery, "site">;
  readonly notes: MapNotes;
  /** Fewest visitors that are told. */
  readonly threshold: number;
  /** ms since the epoch. */
  readonly now: number;
}

const readChances = ({ stages }: MapPlan, { steps, endings, moves }: Figures): Chances => {
  const visits = new Map(steps.map((row) => [row.step_no, row.visits]));
  const inProgress = endings.filter(({ outcome }) => outcome === "inProgress");
  const standing = new Map(inProgress.map((row) => [row.step_no, row.visitors]));
  const planned = stages.flatMap((stage) => stage.steps);
  return toChances(
    planned.map(({ number, isMapGoal: isGoal }) => ({
      visits: visits.get(number) ?? 0,
      standing: standing.get(number) ?? 0,
      isGoal,
    })),
    moves,
  );
};

const toFixes = (keys: readonly string[], figures: Figures, { goal, goalIfHalved }: Chances, threshold: number) =>
  figures.steps
    .filter(({ visitors }) => toCount(visitors, threshold) !== null)
    .map(({ step_no }): MapFix => {
      const goalAfter = goalIfHalved[step_no] ?? goal;
      return { step: keys[step_no] ?? "", gain: (goalAfter - goal) * figures.totals.visitors, goal, goalAfter };
    })
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain)
    .slice(0, MOST_FIXES);

/** Keys of the plan's steps by their number, as `stage/step`. */
const toKeys = ({ stages }: MapPlan): readonly string[] =>
  stages.flatMap((stage) => stage.steps.map((step) => `${stage.id}/${step.id}`));

/** Makes a map of the figures. */
export const assembleMap = (
  figures: Figures,
  plan: MapPlan,
  { query, notes, threshold, now }: AssembleOptions,
): JourneyMap => {
  const { site, sites, applied, totals, surveys } = figures;
  const chances = readChances(plan, figures);
  const keys = toKeys(plan);
  return {
    ...query,
    site,
    title: notes.title,
    goal: notes.goal,
    personas: (notes.personas ?? []).map(({ id, label = id }) => ({ id, label })),
    sites,
    now,
    window: WINDOW,
    rest: plan.rest,
    threshold,
    applied,
    hasPlan: plan.stages.length > 0,
    visitors: totals.visitors,
    inProgress: figures.endings.reduce((sum, row) => sum + (row.outcome === "inProgress" ? row.visitors : 0), 0),
    reachedGoal: plan.hasGoal ? toCount(totals.reached_goal, threshold) : null,
    simulatedVisitors: totals.simulated,
    automatedVisitors: totals.automated,
    stages: plan.stages.map(createToStage(figures, plan, chances, notes, threshold)),
    moves: figures.moves.map(({ from, to, visitors: exact, times }) => {
      const visitors = toCount(exact, threshold);
      return { from: keys[from] ?? "", to: keys[to] ?? "", visitors, times: visitors === null ? null : times };
    }),
    outside: figures.pages.map(({ page, visitors }) => ({ page, visitors: toCount(visitors, threshold) })),
    surveys,
    fixes: toFixes(keys, figures, chances, threshold),
  };
};
