// The one place where it is decided what is too few to be told.
import type { Count } from "@waymark/protocol";

/** A number of visitors as it is told: `null` where it is under the threshold and more than none. */
export const toCount = (visitors: number, threshold: number): Count =>
  visitors > 0 && visitors < threshold ? null : visitors;
