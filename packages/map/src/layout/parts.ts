// Two groups of visitors on one flow: each counts alike, however many it is, and has its part of every bar and ribbon.
import type { Count, JourneyMap, MapStep, StepKey } from "@waymark/protocol";
import { toSize } from "./steps.ts";

/** Both groups together are drawn as if they were this many. */
const BOTH = 100_000;

/** What of each shape is of the first group, 0–1. */
export interface Parts {
  readonly ofStep: (key: StepKey) => number;
  readonly ofMove: (from: StepKey, to: StepKey) => number;
}

export interface Joined {
  /** Counts are shares of both groups: to be laid out, never to be read. */
  readonly map: JourneyMap;
  readonly parts: Parts;
}

const toPart = (own: number, other: number): number => (own + other === 0 ? 1 : own / (own + other));

/** Lays two maps of one plan together. A step or move that only one has counts as none of the other. */
export const joinMaps = (map: JourneyMap, other: JourneyMap): Joined => {
  const toShare = (count: Count | undefined, { visitors }: JourneyMap): number =>
    count === undefined ? 0 : ((toSize(count) / Math.max(1, visitors)) * BOTH) / 2;
  const stepOf = (from: JourneyMap, key: StepKey): MapStep | undefined =>
    from.stages.flatMap(({ id, steps }) => steps.filter((step) => `${id}/${step.id}` === key))[0];
  const moveOf = ({ moves }: JourneyMap, from: StepKey, to: StepKey) =>
    moves.find((move) => move.from === from && move.to === to)?.visitors;
  const join = (own: Count | undefined, others: Count | undefined): number =>
    toShare(own, map) + toShare(others, other);

  const stages = map.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => {
      const there = stepOf(other, `${stage.id}/${step.id}`);
      const counts = (["visitors", "dropped", "inProgress"] as const).map((name) => [
        name,
        join(step[name], there?.[name]),
      ]);
      return { ...step, ...Object.fromEntries(counts) };
    }),
  }));
  const pairs = new Map([...map.moves, ...other.moves].map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  const moves = [...pairs.values()].map(({ from, to }) => {
    const visitors = join(moveOf(map, from, to), moveOf(other, from, to));
    return { from, to, visitors, times: visitors };
  });
  return {
    map: { ...map, visitors: BOTH, stages, moves },
    parts: {
      ofStep: (key) => toPart(toShare(stepOf(map, key)?.visitors, map), toShare(stepOf(other, key)?.visitors, other)),
      ofMove: (from, to) => toPart(toShare(moveOf(map, from, to), map), toShare(moveOf(other, from, to), other)),
    },
  };
};
