// How those who answered felt: a mean and how sure it is, from nothing but their answers.
import type { Emotion, QuestionKind, ScaleCounts } from "@waymark/protocol";

/** How often one value of one scale was given; `score` is where it lies on −2 to +2. */
export interface ScoreCount {
  readonly kind: QuestionKind;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly score: number;
  readonly n: number;
}

/** Fewest answers that a mean is told of, whatever the threshold. */
const FEWEST = 5;
/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

/**
 * 97.5 % quantile of Student's t with `f` degrees of freedom, by the first terms of its expansion around the normal
 * quantile z (Abramowitz and Stegun 26.7.5): z + (z³+z)/4f + (5z⁵+16z³+3z)/96f² + (3z⁷+19z⁵+17z³−15z)/384f³. From 4 degrees
 * on it is less than 0.3 % off.
 */
const toStudent = (f: number): number =>
  Z +
  (Z ** 3 + Z) / (4 * f) +
  (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * f ** 2) +
  (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * f ** 3);

const clamp = (score: number): number => Math.min(2, Math.max(-2, score));

const toScales = (counts: readonly ScoreCount[]): readonly ScaleCounts[] => {
  const scales = new Map<string, { kind: QuestionKind; min: number; max: number; values: Map<number, number> }>();
  for (const { kind, min, max, value, n } of counts) {
    const key = `${kind} ${min} ${max}`;
    const scale = scales.get(key) ?? { kind, min, max, values: new Map() };
    scales.set(key, scale);
    scale.values.set(value, (scale.values.get(value) ?? 0) + n);
  }
  return [...scales]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, scale]) => ({
      ...scale,
      values: [...scale.values].sort(([a], [b]) => a - b).map(([value, n]) => ({ value, n })),
    }));
};

/**
 * Mean of the scores and its 95 % interval, mean ± t·s/√n with s² = Σ(x−mean)²/(n−1) and t of n−1 degrees of freedom, cut
 * to −2…+2. Under 5 answers, or under the threshold, neither is told. Answers that all agree make an interval of no width.
 */
export const toEmotion = (counts: readonly ScoreCount[], threshold: number): Emotion => {
  const sum = (of: (count: ScoreCount) => number) => counts.reduce((total, count) => total + count.n * of(count), 0);
  const n = sum(() => 1);
  const scales = toScales(counts);
  if (n < Math.max(FEWEST, threshold)) return { n, mean: null, low: null, high: null, scales };
  const mean = sum(({ score }) => score) / n;
  const deviation = Math.sqrt(sum(({ score }) => (score - mean) ** 2) / (n - 1));
  const half = (toStudent(n - 1) * deviation) / Math.sqrt(n);
  return { n, mean, low: clamp(mean - half), high: clamp(mean + half), scales };
};
