// What many samples come to.

const sorted = (samples) => [...samples].sort((a, b) => a - b);

/**
 * The sample below which a share of all lies, by nearest rank: always one that was measured.
 * @param {readonly number[]} samples at least one
 * @param {number} share 0–1
 * @throws {RangeError} without samples
 */
export function percentile(samples, share) {
  if (samples.length === 0) throw new RangeError("There are no samples.");
  return sorted(samples)[Math.max(0, Math.ceil(share * samples.length) - 1)];
}

/**
 * The middle sample; of an even number the mean of the middle two.
 * @param {readonly number[]} samples at least one
 * @throws {RangeError} without samples
 */
export function median(samples) {
  return (percentile(samples, 0.5) + sorted(samples)[Math.floor(samples.length / 2)]) / 2;
}

/**
 * @param {readonly number[]} samples at least one
 * @throws {RangeError} without samples
 */
export function mean(samples) {
  if (samples.length === 0) throw new RangeError("There are no samples.");
  return samples.reduce((total, sample) => total + sample, 0) / samples.length;
}
