// A measured figure: beside it the same page without the script, and what of it is ours.
import { median, percentile } from "./statistics.mjs";

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} unit
 * @property {number} measured
 * @property {number} [floor] the same of the page without
 * @property {number} ours what the budget is about
 * @property {number} [budget] at most this; without one, and without `least`, the figure is there to be known
 * @property {number} [least] at least this
 * @property {"ok" | "over" | "under"} [verdict]
 * @property {readonly [number, number]} [range] lowest and highest sample
 */

/**
 * @param {object} what `name`, `unit`, `measured`; `floor`, which is taken off, or with `isWhole` only stands beside;
 *   `budget` or `least`, and `range`
 * @returns {Figure}
 * @throws {Error} when nothing was measured
 */
export function toFigure({ name, unit, measured, floor, isWhole = false, budget, least, range }) {
  if (!Number.isFinite(measured)) throw new Error(`Could not measure "${name}".`);
  const ours = floor === undefined || isWhole ? measured : measured - floor;
  return { name, unit, measured, floor, ours, budget, least, verdict: toVerdict(ours, budget, least), range };
}

function toVerdict(ours, budget, least) {
  if (budget !== undefined && ours > budget) return "over";
  if (least !== undefined && ours < least) return "under";
  return budget === undefined && least === undefined ? undefined : "ok";
}

/** A figure of samples: their medians, and the range of those with the script. */
export function toMedianFigure({ samples, floor, ...rest }) {
  const range = [percentile(samples, 0), percentile(samples, 1)];
  return toFigure({ ...rest, measured: median(samples), floor: floor && median(floor), range });
}
