// The whole flow of a map as geometry: bars, ribbons, exits, those who stand, and arcs back.
import type { Count, JourneyMap, MapMove, StepKey } from "@waymark/protocol";
import { type Dock, dockRibbons } from "./dock-ribbons.ts";
import { toArcPath, toExitPath, toRibbonPath, toSidePath } from "./flow-paths.ts";
import type { Parts } from "./parts.ts";
import { type FlowNode, NODE_WIDTH, placeNodes } from "./place-nodes.ts";
import { toStepColumns } from "./step-columns.ts";
import { listSteps, sortMoves, toSize } from "./steps.ts";

export interface FlowPath {
  readonly from: StepKey;
  readonly to: StepKey;
  readonly path: string;
  readonly visitors: Count;
}

export interface FlowRibbon extends FlowPath {
  /** The upper part of the first of two groups and the lower of the second; undefined where there is one. */
  readonly halves: readonly [own: string, other: string] | undefined;
  /** Passes over a step that the plan has in between. */
  readonly isSkip: boolean;
}

export interface FlowArc extends FlowPath {
  readonly isBack: boolean;
  /** Of the line, px. */
  readonly width: number;
  /** Where its figure stands; `null` on the short ones between bars of one column. */
  readonly label: readonly [x: number, y: number] | null;
}

export interface FlowExit {
  readonly from: StepKey;
  readonly path: string;
  readonly visitors: Count;
  /** Middle of its figure at the lower edge, px; `null` where the next one leaves no room. */
  readonly label: number | null;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly FlowNode[];
  readonly ribbons: readonly FlowRibbon[];
  readonly standing: readonly Omit<FlowPath, "to">[];
  readonly exits: readonly FlowExit[];
  readonly arcs: readonly FlowArc[];
  /** Further moves back, too small to be drawn. */
  readonly otherArcs: number;
}

const BODY = 168;
const PER_ROW = 50;
const EDGE = 46;
const HEAD = 20;
const PER_ARC = 17;
const MOST_ARCS = 3;
/** A move back is drawn when at least this share of all visitors makes it. */
const LEAST_ARC = 0.01;
const STANDING_WIDTH = 22;
const EXIT_GAP = 15;
/** What a figure needs at the lower edge, px. */
const EXIT_ROOM = 54;
const TWO_EXITS_ROOM = 96;

/** What of a dock lies between two shares of its height, 0–1. */
const cut = ([top, bottom]: Dock, from: number, to: number): Dock => [
  top + (bottom - top) * from,
  top + (bottom - top) * to,
];

/** Lays out the flow for a width, px; `parts`: of two groups on one map. */
export const toFlow = (map: JourneyMap, width: number, parts?: Parts): FlowLayout => {
  const steps = listSteps(map);
  const columns = toStepColumns(map, width);
  const indexOf = (key: StepKey) => columns.get(key)?.index ?? 0;
  const { forward, back } = sortMoves(steps, map.moves);
  const onward = forward.filter(({ from, to }) => indexOf(from) < indexOf(to));
  const overTop = back.filter(({ from, to }) => indexOf(from) !== indexOf(to));
  const strong = overTop
    .filter(({ visitors }) => toSize(visitors) >= LEAST_ARC * map.visitors)
    .toSorted((a, b) => toSize(b.visitors) - toSize(a.visitors))
    .slice(0, MOST_ARCS);
  const rows = Math.max(0, ...countBy(steps.map(({ key }) => indexOf(key))).values());
  const head = HEAD + PER_ARC * strong.length;
  const height = head + Math.max(BODY, rows * PER_ROW) + EDGE;
  const { nodes, scale } = placeNodes(steps, columns, onward, [head, height - EDGE]);
  const docks = dockRibbons(nodes, onward, scale);
  const beside = [...forward, ...back].filter(({ from, to }) => indexOf(from) === indexOf(to));
  const orderOf = (key: StepKey) => nodes.get(key)?.order ?? 0;
  const rightOf = (key: StepKey) => (nodes.get(key)?.x ?? 0) + NODE_WIDTH;
  return {
    width,
    height,
    nodes: [...nodes.values()],
    ribbons: docks.ribbons.map(({ move, out, in: into }) => {
      const { from, to } = move;
      const toPath = (first: number, last: number) =>
        toRibbonPath(rightOf(from), cut(out, first, last), nodes.get(to)?.x ?? 0, cut(into, first, last));
      const part = parts?.ofMove(from, to);
      const halves = part === undefined ? undefined : ([toPath(0, part), toPath(part, 1)] as const);
      return { ...move, path: toPath(0, 1), halves, isSkip: orderOf(to) - orderOf(from) > 1 };
    }),
    standing: [...docks.standing].map(([from, dock]) => ({
      from,
      path: toRibbonPath(rightOf(from), dock, rightOf(from) + STANDING_WIDTH, dock),
      visitors: nodes.get(from)?.step.inProgress ?? null,
    })),
    exits: toExits([...nodes.values()], docks.leaving, height, parts ? TWO_EXITS_ROOM : EXIT_ROOM),
    arcs: [...toArcs(strong, nodes, scale), ...toSides(beside, nodes, scale)],
    otherArcs: overTop.length - strong.length,
  };
};

const countBy = (values: readonly number[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** Exits of a column fall side by side, the lowest bar's nearest. */
const toExits = (
  nodes: readonly FlowNode[],
  leaving: ReadonlyMap<StepKey, readonly [number, number]>,
  edge: number,
  room: number,
): readonly FlowExit[] => {
  const nextLeft = new Map<number, number>();
  let lastLabel = Number.NEGATIVE_INFINITY;
  const upwards = nodes.toSorted((a, b) => a.column.index - b.column.index || b.top - a.top);
  return upwards.flatMap(({ key, step, x, column }) => {
    const dock = leaving.get(key);
    if (!dock) return [];
    const start = x + NODE_WIDTH;
    const left = nextLeft.get(column.index) ?? start + EXIT_GAP;
    const most = column.room * 0.4;
    const middle = left + Math.min(most, dock[1] - dock[0]) / 2;
    const hasRoom = middle - lastLabel >= room - EXIT_GAP;
    if (hasRoom) lastLabel = middle;
    nextLeft.set(column.index, left + Math.max(EXIT_ROOM, Math.min(most, dock[1] - dock[0]) + EXIT_GAP));
    const path = toExitPath(start, dock, left, edge, most);
    return [{ from: key, path, visitors: step.dropped, label: hasRoom ? middle : null }];
  });
};

const toLineWidth = ({ visitors }: MapMove, scale: number): number =>
  Math.min(4, Math.max(1.5, toSize(visitors) * scale));

/** The widest span arches highest. */
const toArcs = (
  moves: readonly MapMove[],
  nodes: ReadonlyMap<StepKey, FlowNode>,
  scale: number,
): readonly FlowArc[] => {
  const ends = moves.flatMap((move) => {
    const [from, to] = [nodes.get(move.from), nodes.get(move.to)];
    return from && to ? [{ move, from, to, span: Math.abs(from.x - to.x) }] : [];
  });
  const middle = NODE_WIDTH / 2;
  return ends
    .toSorted((a, b) => b.span - a.span)
    .map(({ move, from, to }, i) => {
      const apex = HEAD - 4 + PER_ARC * i;
      const path = toArcPath([from.x + middle, from.top], [to.x + middle, to.top], apex);
      return {
        ...move,
        isBack: true,
        path,
        width: toLineWidth(move, scale),
        label: [(from.x + to.x) / 2 + middle, apex],
      };
    });
};

const toSides = (moves: readonly MapMove[], nodes: ReadonlyMap<StepKey, FlowNode>, scale: number): readonly FlowArc[] =>
  moves.flatMap((move) => {
    const [from, to] = [nodes.get(move.from), nodes.get(move.to)];
    if (!from || !to) return [];
    const path = toSidePath(from.x, (from.top + from.bottom) / 2, (to.top + to.bottom) / 2);
    return [
      { ...move, isBack: from.order > to.order, path, width: Math.min(3, toLineWidth(move, scale)), label: null },
    ];
  });
