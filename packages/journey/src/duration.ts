// Lengths of time as they are written in a configuration.

const UNITS: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `"30s"`, `"10m"`, `"12h"` or `"7d"` in ms; `NaN` for anything else. */
export const toMilliseconds = (duration: string): number => {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  return Number(count) * (UNITS[unit] ?? Number.NaN);
};
