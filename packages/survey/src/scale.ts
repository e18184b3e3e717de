// The scales of scored questions.
import type { QuestionKind } from "@waymark/protocol";

export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Lowest and highest value of a scored question; `null` for the others. */
export function scaleOf(kind: QuestionKind): Scale | null {
  if (kind === "csat") return { min: 1, max: 5 };
  return kind === "nps" ? { min: 0, max: 10 } : null;
}
