// Where ribbons leave a step's bar and where they come in, stacked so that none covers another.
import type { MapMove, StepKey } from "@waymark/protocol";
import type { FlowNode } from "./place-nodes.ts";
import { toSize } from "./steps.ts";

/** Upper and lower end on the edge of a bar, px. */
export type Dock = readonly [top: number, bottom: number];

export interface Docks {
  readonly move: MapMove;
  readonly out: Dock;
  readonly in: Dock;
}

export interface NodeDocks {
  readonly ribbons: readonly Docks[];
  /** Of those who stand here, below the ribbons that go on; undefined where nobody does. */
  readonly standing: ReadonlyMap<StepKey, Dock>;
  /** Of those who left, at the foot of the bar. */
  readonly leaving: ReadonlyMap<StepKey, Dock>;
}

const centre = ({ top, bottom }: FlowNode): number => (top + bottom) / 2;

/** One below the other from `start`, squeezed to what there is where visitors went more than one way. */
const stack = (sizes: readonly number[], start: number, height: number, scale: number): readonly Dock[] => {
  const all = sizes.reduce((sum, size) => sum + size, 0) * scale;
  const squeezed = scale * Math.min(1, height / Math.max(all, Number.EPSILON));
  let y = start;
  return sizes.map((size) => {
    const dock: Dock = [y, y + size * squeezed];
    y = dock[1];
    return dock;
  });
};

/** Docks of all ribbons, and of what ends at each bar. `scale`: height of one visitor, px. */
export const dockRibbons = (
  nodes: ReadonlyMap<StepKey, FlowNode>,
  forward: readonly MapMove[],
  scale: number,
): NodeDocks => {
  const outs = new Map<MapMove, Dock>();
  const ins = new Map<MapMove, Dock>();
  const standing = new Map<StepKey, Dock>();
  const leaving = new Map<StepKey, Dock>();
  const sortBy = (moves: readonly MapMove[], end: "from" | "to") => {
    const at = (move: MapMove) => nodes.get(move[end]);
    return moves.toSorted((a, b) => {
      const [one, other] = [at(a), at(b)];
      return one && other ? centre(one) - centre(other) || one.order - other.order : 0;
    });
  };
  for (const [key, { step, top, bottom }] of nodes) {
    const height = bottom - top;
    const left = sortBy(
      forward.filter(({ to }) => to === key),
      "from",
    );
    const docksIn = stack(left.map(toWeight), top, height, scale);
    for (const [i, move] of left.entries()) ins.set(move, docksIn[i] ?? [top, top]);
    const right = sortBy(
      forward.filter(({ from }) => from === key),
      "to",
    );
    const ends = [toSize(step.inProgress), toSize(step.dropped)];
    const docks = stack([...right.map(toWeight), ...ends], top, height, scale);
    for (const [i, move] of right.entries()) outs.set(move, docks[i] ?? [top, top]);
    // Who left falls from the foot of the bar, whatever room is between.
    const [stands = [0, 0], leaves = [0, 0]] = docks.slice(right.length);
    // Too few to be told are not drawn: their size would be a guess.
    if (step.inProgress !== 0 && step.inProgress !== null) standing.set(key, stands);
    if (step.dropped !== 0) leaving.set(key, [bottom - (leaves[1] - leaves[0]), bottom]);
  }
  const ribbons = forward.map(
    (move) => ({ move, out: outs.get(move) ?? [0, 0], in: ins.get(move) ?? [0, 0] }) as const,
  );
  return { ribbons, standing, leaving };
};

const toWeight = ({ visitors }: MapMove): number => toSize(visitors);
