// Chance that comes out the same for the same seed.
import { createHash } from "node:crypto";

export interface Random {
  /** 0 to 1, 1 not included. */
  readonly next: () => number;
  /** True in this share of calls, 0–1. */
  readonly chance: (share: number) => boolean;
  /** A whole number between both, the higher one not included. */
  readonly between: (low: number, high: number) => number;
  /** Four whole numbers of 16 bits each. */
  readonly bits: () => readonly number[];
  readonly pick: <T>(list: readonly T[]) => T | undefined;
  /** A key, as often as its weight says; `undefined` where none has any. */
  readonly weigh: (weights: Readonly<Record<string, number | undefined>>) => string | undefined;
  /** Normally distributed, mean 0 and standard deviation 1. */
  readonly normal: () => number;
}

/** sfc32 (Small Fast Counter, PractRand), begun with a SHA-256 of the seed so that seeds that look alike share nothing. */
export function createRandom(seed: string): Random {
  const digest = createHash("sha256").update(seed).digest();
  let [a, b, c, count] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), 1];
  const next = () => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low));
  return {
    next,
    between,
    bits: () => Array.from({ length: 4 }, () => between(0, 0x10000)),
    chance: (share) => next() < share,
    pick: (list) => list[between(0, list.length)],
    weigh(weights) {
      let left = next() * Object.values(weights).reduce<number>((sum, weight = 0) => sum + weight, 0);
      return Object.keys(weights).find((key) => {
        left -= weights[key] ?? 0;
        return left < 0;
      });
    },
    // Box and Muller's transform.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
