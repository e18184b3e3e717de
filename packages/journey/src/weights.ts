// How much each sign of difficulty weighs, 0–1.
import type { AttemptState } from "./abandonment.ts";

export const RAGE_CLICK_WEIGHT = 0.8;
export const EXIT_INTENT_WEIGHT = 0.5;
/** The states of abandonment that are friction; the others are told by `step` and `goal`. */
export const ABANDON_WEIGHTS: { readonly [state in AttemptState]?: number } = {
  leaving: 1,
  abandoned: 1,
  recovered: 0,
};
