// Steps as bars of a flow: d3-sankey finds their heights and places, the columns come from the stages.
import type { MapMove, StepKey } from "@waymark/protocol";
import { sankey } from "d3-sankey";
import type { StepColumn } from "./step-columns.ts";
import { type StepInStage, toSize } from "./steps.ts";

export interface FlowNode extends StepInStage {
  readonly column: StepColumn;
  /** Left edge, upper and lower end, px. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedNodes {
  readonly nodes: ReadonlyMap<StepKey, FlowNode>;
  /** Height of one visitor, px. */
  readonly scale: number;
}

/** Width of a bar, px. */
export const NODE_WIDTH = 8;
/** Between two bars of a column, px: room for a label of two lines. */
const GAP = 32;
const LEAST_HEIGHT = 4;
/** Keeps the arithmetic finite where nobody has been. */
const NOBODY = 0.001;

interface Bar {
  readonly key: StepKey;
  readonly order: number;
  readonly column: number;
  readonly fixedValue: number;
}

interface Band {
  readonly source: StepKey;
  readonly target: StepKey;
  readonly value: number;
}

/** d3-sankey has as many columns as its longest way has steps: a way without weight leads through all of ours. */
const toThread = (bars: readonly Bar[], bands: readonly Band[]): readonly Band[] => {
  const heads = new Map<number, Bar>();
  for (const bar of bars) {
    const head = heads.get(bar.column);
    if (!head || bar.fixedValue > head.fixedValue) heads.set(bar.column, bar);
  }
  const isThere = (source: StepKey, target: StepKey) => bands.some((b) => b.source === source && b.target === target);
  return [...heads.values()].flatMap(({ key, column }) => {
    const next = heads.get(column + 1);
    return next && !isThere(key, next.key) ? [{ source: key, target: next.key, value: 0 }] : [];
  });
};

/** Places the steps between `top` and `bottom`, px. `forward`: moves that lead from a column to a later one. */
export const placeNodes = (
  steps: readonly StepInStage[],
  columns: ReadonlyMap<StepKey, StepColumn>,
  forward: readonly MapMove[],
  [top, bottom]: readonly [top: number, bottom: number],
): PlacedNodes => {
  const bars = steps.map(({ key, step, order }) => ({
    key,
    order,
    column: columns.get(key)?.index ?? 0,
    fixedValue: Math.max(NOBODY, toSize(step.visitors)),
  }));
  const bands = forward.map(({ from, to, visitors }) => ({ source: from, target: to, value: toSize(visitors) }));
  const { nodes: placed } = sankey<Bar, Band>()
    .nodeId(({ key }) => key)
    // In the order of the plan, so that nothing changes places when the figures do.
    .nodeSort((a, b) => a.order - b.order)
    .nodeAlign(({ column }) => column)
    .nodePadding(GAP)
    .nodeWidth(NODE_WIDTH)
    .extent([
      [0, top],
      [1, bottom],
    ])({ nodes: bars, links: [...bands, ...toThread(bars, bands)] });
  const nodes = new Map<StepKey, FlowNode>();
  let scale = 0;
  for (const [i, { y0 = top, y1 = top, fixedValue }] of placed.entries()) {
    const each = steps[i];
    const column = each && columns.get(each.key);
    if (!each || !column) continue;
    scale = Math.max(scale, (y1 - y0) / fixedValue);
    const missing = Math.max(0, LEAST_HEIGHT - (y1 - y0)) / 2;
    nodes.set(each.key, { ...each, column, x: column.x, top: y0 - missing, bottom: y1 + missing });
  }
  return { nodes, scale };
};
