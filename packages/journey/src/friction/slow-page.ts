// When a page is slow enough to be felt.
import type { FrictionTuning } from "@waymark/protocol";

const LIMITS: { readonly [vital: string]: number } = { LCP: 4000, INP: 500, CLS: 0.25 };

/**
 * Whether a web vital is poor: over 4,000 ms (`LCP`), 500 ms (`INP`) or 0.25 (`CLS`), as web.dev and web-vitals define it.
 *
 * @param value ms; of `CLS` without unit
 */
export const isSlow = (vital: string, value: number, limits: FrictionTuning["slow-page"] = {}): boolean =>
  value > ({ ...LIMITS, ...limits }[vital] ?? Number.NaN);
