// What stands beside the shapes of the flow: counts of one group, or shares of two.
import type { Count, JourneyMap, MapStep, StepKey } from "@waymark/protocol";
import type { Parts } from "../layout/parts.ts";
import { findStep, listSteps } from "../layout/steps.ts";
import { toCount, toShare, toShareText, toShortCount, toVisitors } from "../words/numbers.ts";

export type StepCount = "visitors" | "dropped" | "inProgress";

export interface Teller {
  /** As it stands on the map: `1,217`, or `81 % · 76 %`. */
  readonly ofStep: (key: StepKey, count: StepCount) => string;
  /** The same in fewer letters, the longest first. */
  readonly forms: (key: StepKey, count: StepCount) => readonly string[];
  readonly ofMove: (from: StepKey, to: StepKey) => string;
  /** In a whole sentence: `1,217 visitors`. */
  readonly sentence: (key: StepKey, count: StepCount) => string;
  readonly labelOf: (key: StepKey) => string;
  /** The figures of the first group. */
  readonly stepOf: (key: StepKey) => MapStep | undefined;
  readonly threshold: number;
  readonly parts: Parts | undefined;
}

/** Of `map` alone, or beside `other`. */
export const createTeller = (map: JourneyMap, other: JourneyMap | undefined, parts: Parts | undefined): Teller => {
  const labels = new Map(listSteps(map).map(({ key, step }) => [key, step.label]));
  const stepOf = (key: StepKey) => findStep(map, key)?.step;
  const moveOf = ({ moves }: JourneyMap, from: StepKey, to: StepKey): Count =>
    moves.find((move) => move.from === from && move.to === to)?.visitors ?? null;
  const shareOf = (count: Count | undefined, of: JourneyMap) => toShareText(toShare(count ?? null, of.visitors));
  const both = (own: Count | undefined, others: Count | undefined, of: JourneyMap) =>
    `${shareOf(own, map)} · ${shareOf(others, of)}`;
  const countOf = (of: JourneyMap, key: StepKey, count: StepCount) => findStep(of, key)?.step[count];
  const ofStep = (key: StepKey, count: StepCount) =>
    other
      ? both(countOf(map, key, count), countOf(other, key, count), other)
      : toShortCount(countOf(map, key, count) ?? null, map.threshold);
  return {
    ofStep,
    forms: (key, count) => {
      const [own = "", others] = ofStep(key, count).split(" · ");
      return others === undefined ? [own] : [`${own} · ${others}`, `${own.replace(/\s*%$/, "")} · ${others}`, own];
    },
    ofMove: (from, to) =>
      other
        ? both(moveOf(map, from, to), moveOf(other, from, to), other)
        : toShortCount(moveOf(map, from, to), map.threshold),
    sentence: (key, count) => {
      const own = toVisitors(countOf(map, key, count) ?? null, map.threshold);
      return other ? `${own}, ${both(countOf(map, key, count), countOf(other, key, count), other)}` : own;
    },
    labelOf: (key) => labels.get(key) ?? key,
    stepOf,
    threshold: map.threshold,
    parts,
  };
};

/** `412 left here`, for those who hear it; nothing where nobody did. */
export const toClause = (count: Count, words: string, threshold: number): readonly string[] =>
  count === 0 ? [] : [`${toCount(count, threshold)} ${words}`];
