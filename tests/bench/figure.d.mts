// Types of a measured figure, for the tests.

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly measured: number;
  /** The same of the page without the script. */
  readonly floor?: number;
  /** What the budget is about. */
  readonly ours: number;
  /** At most this; without one, and without `least`, the figure is there to be known. */
  readonly budget?: number;
  /** At least this. */
  readonly least?: number;
  readonly verdict?: "ok" | "over" | "under";
  /** Lowest and highest sample. */
  readonly range?: readonly [number, number];
}

interface Told {
  readonly name: string;
  readonly unit: string;
  /** The floor only stands beside, and is not taken off. */
  readonly isWhole?: boolean;
  readonly budget?: number;
  readonly least?: number;
}

/** @throws {Error} when nothing was measured. */
export function toFigure(what: Told & { readonly measured: number; readonly floor?: number }): Figure;
export function toMedianFigure(
  what: Told & { readonly samples: readonly number[]; readonly floor?: readonly number[] },
): Figure;
