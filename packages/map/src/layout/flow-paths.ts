// The shapes of a flow as SVG paths: ribbons, exits over the lower edge, arcs back over the top.
import { area, curveBumpX } from "d3-shape";
import type { Dock } from "./dock-ribbons.ts";

/** Thinner ribbons could not be seen, px. */
const LEAST = 1;
const ROUND = 16;

const round = (value: number): number => Math.round(value * 10) / 10;

const toArea = area<readonly [x: number, dock: Dock]>()
  .x(([x]) => x)
  .y0(([, [top]]) => top)
  .y1(([, [top, bottom]]) => Math.max(bottom, top + LEAST))
  .curve(curveBumpX)
  .digits(1);

/** From a dock at `x0` to a dock at `x1`, px. */
export const toRibbonPath = (x0: number, from: Dock, x1: number, to: Dock): string =>
  toArea([
    [x0, from],
    [x1, to],
  ]) ?? "";

/** From a dock, in a turn, down over the lower edge at `left`, px; as wide below as above, but at most `most`. */
export const toExitPath = (x: number, [top, bottom]: Dock, left: number, edge: number, most: number): string => {
  const right = left + Math.min(most, Math.max(LEAST, bottom - top));
  const turn = Math.min(ROUND + (right - left), edge - bottom);
  const [l, r, t, b, e] = [left, right, top, Math.max(bottom, top + LEAST), edge].map(round);
  const [outer, inner] = [round(Math.min(top + turn + ROUND, edge)), round(Math.min(bottom + ROUND, edge))];
  return `M${round(x)} ${t}C${r} ${t} ${r} ${t} ${r} ${outer}V${e}H${l}V${inner}C${l} ${b} ${l} ${b} ${round(x)} ${b}Z`;
};

/** Over the top from one bar's head to another's; its highest point is at `apex`, px. */
export const toArcPath = (
  [x0, y0]: readonly [x: number, y: number],
  [x1, y1]: readonly [x: number, y: number],
  apex: number,
): string => {
  // A cubic reaches three quarters of the way to its two control points, and keeps an eighth of each end.
  const control = round((apex - (y0 + y1) / 8) / 0.75);
  return `M${round(x0)} ${round(y0)}C${round(x0)} ${control} ${round(x1)} ${control} ${round(x1)} ${round(y1)}`;
};

/** Between two bars of one column, along their left side. */
export const toSidePath = (x: number, y0: number, y1: number): string =>
  `M${round(x)} ${round(y0)}C${round(x - 15)} ${round(y0)} ${round(x - 15)} ${round(y1)} ${round(x)} ${round(y1)}`;
