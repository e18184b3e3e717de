// Why a step is worth mending, composed from its own figures.
import type { JourneyMap, MapFix } from "@waymark/protocol";
import { findStep } from "../layout/steps.ts";
import { isDifficulty, toFrictionClause, toFrictionName } from "./friction.ts";
import { toGoal } from "./headline.ts";
import { isolate } from "./isolate.ts";
import { toNumber, toPercent, toScore, toShare } from "./numbers.ts";

export interface FixWords {
  /** `Payment: rage click`. */
  readonly title: string;
  /** `+2,310`. */
  readonly gain: string;
  readonly text: string;
}

const toSentence = (clauses: readonly string[]): string => {
  const text = clauses.join(", ");
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

/** What a card says; `null` for a step that the map has not. */
export const toFixWords = (map: JourneyMap, fix: MapFix): FixWords | null => {
  const found = findStep(map, fix.step);
  if (!found) return null;
  const { step, stage } = found;
  const worst = step.friction.find((rate) => rate.rate !== null && isDifficulty(rate));
  const left = toShare(step.dropped, step.visitors);
  const { mean, n } = step.emotion;
  const [reason] = stage.reasons;
  const facts = [
    ...(left === null ? [] : [`${toPercent(left)} leave here`]),
    ...(worst && worst.rate !== null && worst.type !== "abandon"
      ? [`${toPercent(worst.rate)} ${toFrictionClause(worst)}`]
      : []),
    ...(mean === null ? [] : [`mood ${toScore(mean)} (n ${toNumber(n)})`]),
  ];
  const asked = reason
    ? ` Said most in ${isolate(stage.label)}: “${isolate(reason.value)}” (${toNumber(reason.n)}, ${toPercent(reason.share)}).`
    : "";
  const goal = toGoal(map);
  const lift = `Halving this drop-off lifts ${goal === undefined ? "the goal" : `“${isolate(goal)}”`} from ${toPercent(fix.goal)} to ${toPercent(fix.goalAfter)}.`;
  return {
    title:
      worst && worst.type !== "abandon" ? `${isolate(step.label)}: ${toFrictionName(worst).toLowerCase()}` : step.label,
    gain: `+${toNumber(Math.round(fix.gain))}`,
    text: `${toSentence(facts)}${asked} ${lift}`.trim(),
  };
};
