// Chance that can be repeated: one seed always draws the same.

export interface Random {
  /** A whole number; both bounds are included. */
  readonly whole: (from: number, to: number) => number;
  readonly isLikely: (chance: number) => boolean;
  /** One of several; what bears a weight as often as it weighs. */
  readonly of: <T>(all: readonly T[]) => T;
}

const weightOf = (each: unknown): number => (each as { readonly weight?: number } | null)?.weight ?? 1;

/**
 * Mulberry32. What has a number of its own (an act, an arrival) draws from a stream of its own, so that one that takes
 * another course moves none of the others.
 * @param seed a whole number below 2^32
 */
export const createRandom = (seed: number, number: number): Random => {
  let state = seed ^ Math.imul(number, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    isLikely: (chance) => next() < chance,
    of<T>(all: readonly T[]) {
      let left = next() * all.reduce((sum, each) => sum + weightOf(each), 0);
      const index = all.findIndex((each) => {
        left -= weightOf(each);
        return left < 0;
      });
      // Rounding may leave a rest.
      return all.at(index) as T;
    },
  };
};
