// Types of the statistics, for the tests.

/** @throws {RangeError} without samples, as all of these. */
export function percentile(samples: readonly number[], share: number): number;
export function median(samples: readonly number[]): number;
export function mean(samples: readonly number[]): number;
