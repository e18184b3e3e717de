// When a field won't be filled in.
import type { FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";

/** What befell one field so far. */
export interface FieldTrouble {
  /** Times it was found invalid, once per try. */
  readonly refused: number;
  /** Times it was left with another value than before, after the first one. */
  readonly corrected: number;
  /** Engaged ms that it had the focus, is required, and nothing was entered. */
  readonly hesitated: number;
}

/**
 * Whether a field was refused three times (`times`), or corrected three times, or waited for more than 20 s (`hesitation`) for
 * what it requires. Zuko and Matomo report corrections and hesitation as averages of a form, without a limit; Matomo counts
 * hesitation from the form's first view, here it begins with the field's focus.
 */
export const isStruggle = (
  { refused, corrected, hesitated }: FieldTrouble,
  { times = 3, hesitation = "20s" }: FrictionTuning["form-struggle"] = {},
): boolean => refused >= times || corrected >= times || hesitated > toMilliseconds(hesitation);
