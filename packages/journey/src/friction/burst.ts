// Something that happens often in a short time: one rule for errors, turns of the pointer, zooms and selections.

export interface Burst {
  /** The latest moments, ms, at most as many as it takes. */
  readonly moments: readonly number[];
  /** It was enough, and there was no pause since. */
  readonly isFull: boolean;
}

export const NO_BURST: Burst = { moments: [], isFull: false };

/**
 * Adds a moment. Full is a burst when `least` moments lie within `within` ms; it stays so, and counts as one, until a pause
 * longer than that.
 */
export function toBurst({ moments, isFull }: Burst, at: number, least: number, within: number): Burst {
  const isOn = isFull && at - (moments.at(-1) ?? at) <= within;
  const next = [...moments, at].slice(-least);
  return { moments: next, isFull: isOn || at - (next.at(-least) ?? -Infinity) <= within };
}
