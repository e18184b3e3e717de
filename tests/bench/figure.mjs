// A measured figure: beside it the same page without the script, and what of it is ours.
import { median, percentile } from "./statistics.mjs";

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} unit
 * @property {number} measured
 * @property {number} [floor] the same of the page without
 * @property {number} ours what the budget is about
 * @property {number} [budget] at most this; without one the figure is there to be known
 * @property {"ok" | "over"} [verdict]
 * @property {readonly [number, number]} [range] lowest and highest sample
 */

/**
 * @param {object} what `name`, `unit`, `measured`; `floor`, which is taken off, or with `isWhole` only stands beside;
 *   `budget` and `range`
 * @returns {Figure}
 * @throws {Error} when nothing was measured
 */
export function toFigure({ name, unit, measured, floor, isWhole = false, budget, range }) {
  if (!Number.isFinite(measured)) throw new Error(`Could not measure "${name}".`);
  const ours = floor === undefined || isWhole ? measured : measured - floor;
  const verdict = budget === undefined ? undefined : ours <= budget ? "ok" : "over";
  return { name, unit, measured, floor, ours, budget, verdict, range };
}

/** A figure of samples: their medians, and the range of those with the script. */
export function toMedianFigure({ samples, floor, ...rest }) {
  const range = [percentile(samples, 0), percentile(samples, 1)];
  return toFigure({ ...rest, measured: median(samples), floor: floor && median(floor), range });
}
