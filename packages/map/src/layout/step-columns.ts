// Columns: how wide each stage is, and which of its columns a step stands in.
import type { JourneyMap, MapMove, StepKey } from "@waymark/protocol";
import { listSteps, type StepInStage, sortMoves, toSize } from "./steps.ts";

/** Where a stage lies on the axis that all lanes share. */
export interface StageColumn {
  readonly id: string;
  /** Of the whole width, 0–1. */
  readonly left: number;
  readonly share: number;
}

/** A move between two steps puts them one behind the other when at least this share of the smaller one makes it. */
const CONSIDERABLE = 0.15;
/** A stage with many steps is this much wider than one with a single step, at most. */
const MOST = 2.8;
const PER_LEVEL = 0.45;

/** How many considerable moves lie before each step within its stage: 0 for where people enter it. */
export const toLevels = (map: Pick<JourneyMap, "stages" | "moves">): ReadonlyMap<StepKey, number> => {
  const steps = listSteps(map);
  const byKey = new Map(steps.map((each) => [each.key, each]));
  const { forward } = sortMoves(steps, map.moves);
  const isConsiderable = ({ from, to, visitors }: MapMove): boolean => {
    const smaller = Math.min(...[from, to].map((key) => toSize(byKey.get(key)?.step.visitors ?? null)));
    return byKey.get(from)?.stage === byKey.get(to)?.stage && toSize(visitors) >= CONSIDERABLE * smaller;
  };
  const considerable = forward.filter(isConsiderable);
  const levels = new Map<StepKey, number>();
  for (const each of steps) levels.set(each.key, toLevel(each, steps[each.order - 1], considerable, levels));
  return levels;
};

/** Behind all that lead here, and never before a step that the plan has before it: so that moves forward go to the right. */
const toLevel = (
  { key, stage, step }: StepInStage,
  previous: StepInStage | undefined,
  moves: readonly MapMove[],
  levels: ReadonlyMap<StepKey, number>,
): number => {
  const ahead = previous?.stage === stage ? (levels.get(previous.key) ?? 0) : 0;
  // Where nobody has been yet, the plan alone says what comes after what.
  if (step.visitors === 0 && previous?.stage === stage) return ahead + 1;
  const before = moves.filter(({ to }) => to === key);
  return Math.max(ahead, ...before.map(({ from }) => (levels.get(from) ?? 0) + 1));
};

/** The stages side by side; one of several columns is wider. */
export const toStageColumns = (map: Pick<JourneyMap, "stages" | "moves">): readonly StageColumn[] => {
  const levels = toLevels(map);
  const weights = map.stages.map(({ id, steps }) =>
    Math.min(MOST, 1 + PER_LEVEL * Math.max(0, ...steps.map((step) => levels.get(`${id}/${step.id}`) ?? 0))),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let left = 0;
  return map.stages.map(({ id }, i) => {
    const column = { id, left, share: (weights[i] ?? 0) / sum };
    left += column.share;
    return column;
  });
};

export interface StepColumn {
  /** Of all columns of the map, from 0. */
  readonly index: number;
  /** Left edge of its nodes, px. */
  readonly x: number;
  /** To the next column or the end of the stage, px. */
  readonly room: number;
}

/** Left edge of nodes and of the words in each cell, from the stage's own, px. */
export const INSET = 16;
/** A column narrower than this has no room for its labels, px. */
const LEAST_ROOM = 60;

/** The column of each step on a map of this width, px: as many as its stage has room for. */
export const toStepColumns = (
  map: Pick<JourneyMap, "stages" | "moves">,
  width: number,
): ReadonlyMap<StepKey, StepColumn> => {
  const levels = toLevels(map);
  const stages = toStageColumns(map);
  const columns = new Map<StepKey, StepColumn>();
  let first = 0;
  for (const [i, { id, steps }] of map.stages.entries()) {
    const { left = 0, share = 0 } = stages[i] ?? {};
    const keys = steps.map((step) => `${id}/${step.id}`);
    if (keys.length === 0) continue;
    const deep = 1 + Math.max(0, ...keys.map((key) => levels.get(key) ?? 0));
    const count = Math.min(deep, Math.max(1, Math.floor((share * width - INSET) / LEAST_ROOM)));
    const room = (share * width - INSET) / count;
    for (const key of keys) {
      const column = Math.floor(((levels.get(key) ?? 0) * count) / deep);
      columns.set(key, { index: first + column, x: left * width + INSET + column * room, room });
    }
    first += count;
  }
  return columns;
};
