// Triggers that an earlier one always forestalls: the first in the order written wins.
import type { Trigger } from "@waymark/protocol";
import { coversPattern, coversWhere } from "./covers-pattern.ts";
import { type Finding, finding } from "./finding.ts";
import type { Part } from "./to-parts.ts";

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Whether the earlier one asks whenever the later would. Limits are the survey's: with another survey the later one may still
 * ask while the earlier one waits. A sample is drawn for each trigger apart.
 */
const forestalls = (earlier: Trigger, later: Trigger): boolean =>
  earlier.ask === later.ask &&
  (earlier.sample ?? 1) === 1 &&
  (!earlier.variant || isEqual(earlier.variant, later.variant)) &&
  (!earlier.schedule || isEqual(earlier.schedule, later.schedule)) &&
  coversWhere(earlier.where, later.where) &&
  coversPattern(earlier.on, later.on);

export function checkReach(triggers: readonly Part<Trigger>[]): Finding[] {
  const whole = triggers.filter(({ isWhole }) => isWhole);
  return whole.flatMap(({ value, path }, index) => {
    const first = whole.slice(0, index).find((earlier) => forestalls(earlier.value, value));
    if (!first) return [];
    const problem = `never asks: "${first.value.id}" comes first, matches all of this and asks the same`;
    return [finding([...path, "on"], problem, "Put this one first, narrow the other, or remove one.")];
  });
}
