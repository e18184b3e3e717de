// Figures as they are printed: counts, shares, scores and lengths of time.
import type { Count } from "@waymark/protocol";

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const NARROW_SPACE = "\u202f";
const FIRM_SPACE = "\u00a0";
const MINUS = "−";

/** `60,412`. */
export const toNumber = (value: number): string => whole.format(value);

/** `60,412`, or `< 5` where there are too few to be told. */
export const toCount = (count: Count, threshold: number): string =>
  count === null ? `< ${threshold}` : toNumber(count);

/** As {@link toCount} where there is little room: from a million on `1.23M`. */
export const toShortCount = (count: Count, threshold: number): string =>
  count !== null && count >= 1e6 ? short.format(count) : toCount(count, threshold);

/** `1 visitor`, `60,412 visitors`, `< 5 visitors`. */
export const toVisitors = (count: Count, threshold: number): string =>
  `${toCount(count, threshold)} ${count === 1 ? "visitor" : "visitors"}`;

/** A share, 0–1, as `39 %` or below ten `3.1 %`; never rounded to nothing or to all. */
export const toPercent = (share: number): string => {
  const percent = share * 100;
  const print = (text: string | number) => `${text}${NARROW_SPACE}%`;
  if (percent > 0 && percent < 0.1) return print("< 0.1");
  if (percent < 100 && percent > 99.4) return print("> 99");
  return print(percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent));
};

/** A mood, −2 to +2, as `+0.9`, `0.0` or `−1.2`; with other digits behind the point where that many are asked for. */
export const toScore = (score: number, digits = 1): string => {
  const text = Math.abs(score).toFixed(digits);
  if (Number(text) === 0) return text;
  return (score < 0 ? MINUS : "+") + text;
};

/** A length of time, ms, as `0.8 s`, `40 s`, `3 min 20 s`, `2 h 5 min` or `7 days`. */
export const toDuration = (ms: number): string => {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))}${FIRM_SPACE}s`;
  const all = Math.round(seconds);
  if (all < 60) return `${all}${FIRM_SPACE}s`;
  if (all < 3600) return join(Math.floor(all / 60), "min", all % 60, "s");
  if (all < 2 * 86_400) return join(Math.floor(all / 3600), "h", Math.floor((all % 3600) / 60), "min");
  return `${Math.round(all / 86_400)}${FIRM_SPACE}days`;
};

const join = (most: number, unit: string, rest: number, smaller: string): string =>
  [[most, unit], ...(rest === 0 ? [] : [[rest, smaller]])].flat().join(FIRM_SPACE);

/** The part of a whole; `null` where one of them is too small to be told, or there is no whole. */
export const toShare = (part: Count, all: Count): number | null =>
  part === null || all === null || all === 0 ? null : Math.min(1, part / all);

/** {@link toPercent}, or a dash where there is nothing to tell. */
export const toShareText = (share: number | null): string => (share === null ? "–" : toPercent(share));
