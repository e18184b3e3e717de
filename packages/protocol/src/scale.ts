// The scales of scored questions.
import type { QuestionKind } from "./entry.ts";

/** Whole numbers, both ends included. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Of the kinds whose scale is always the same. */
export const SCALES: { readonly [kind in QuestionKind]?: Scale } = {
  nps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
  thumbs: { min: 0, max: 1 },
};

const DEFAULT_POINTS = 5;

/** The scale of a question; `undefined` for one that has no score. */
export const toScale = ({
  kind,
  points = DEFAULT_POINTS,
}: {
  readonly kind: QuestionKind;
  readonly points?: number | undefined;
}): Scale | undefined => (kind === "rating" ? { min: 1, max: points } : SCALES[kind]);
