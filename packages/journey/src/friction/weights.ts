// How much each sign of difficulty weighs, 0–1: the one table.
import type { FrictionType } from "@waymark/protocol";
import type { AttemptState } from "../attempt.ts";

/** A tracker may tell less of a weaker sign of the same kind, such as a scroll for `exit-intent`. */
export const FRICTION_WEIGHTS: { readonly [type in Exclude<FrictionType, "abandon">]: number } = {
  "rage-click": 0.8,
  "dead-click": 0.6,
  "slow-click": 0.3,
  "blocked-click": 0.4,
  "error-click": 0.8,
  "form-struggle": 0.7,
  "form-abandon": 0.7,
  "payment-declined": 0.9,
  backtrack: 0.3,
  loop: 0.4,
  "exit-intent": 0.5,
  stall: 0.4,
  "slow-page": 0.5,
  errors: 0.7,
  thrash: 0.3,
};

/** The states of abandonment that are friction; the others are told as `stage` touchpoints. */
export const ABANDON_WEIGHTS: { readonly [state in AttemptState]?: number } = {
  stalled: 0.4,
  leaving: 1,
  abandoned: 1,
  recovered: 0,
};
