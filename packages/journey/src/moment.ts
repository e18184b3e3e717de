// What an entry says of where the visitor stands at a moment, for the stages that they may leave.
import type { Entry } from "@waymark/protocol";
import type { Place } from "./place.ts";

/**
 * What is told of a place besides standing there: `touch` is any sign of life, `hidden` a page that can't be seen any more
 * or is gone, `exit-intent` that the pointer went for the way out, `refused` that a form would not be sent.
 */
export type Sign = "touch" | "hidden" | "exit-intent" | "refused";

export interface Moment {
  /** ms since the epoch. */
  readonly at: number;
  /** Where the visitor stands. Without a place only time goes on. */
  readonly place?: Place | undefined;
  /** Without one the visitor has just come there. */
  readonly sign?: Sign | undefined;
  /** Given at a step alone: where this tab stood before it; `null` for nowhere. */
  readonly from?: Place | null | undefined;
  /** Engaged time, ms: in `from` where there is one, else in the present step so far. */
  readonly dwell?: number | undefined;
}

/** What of an entry tells where its visitor stood. */
export type Sighting = Pick<Entry, "type" | "at" | "stage" | "step" | "data">;

/** By type of entry; `""` for those that come to their place. */
const SIGNS: { readonly [type: string]: Sign | "" | undefined } = {
  ...{ page: "", step: "", goal: "" },
  ...{ click: "touch", form: "touch", custom: "touch", identify: "touch" },
  ...{ dwell: "hidden", "exit-intent": "exit-intent", "form-struggle": "refused" },
};

/** The weak sign of a fast scroll is no `leaving`. */
const LEAST_WEIGHT = 0.5;

/**
 * `undefined` for what says nothing of the visitor: errors and vitals happen by themselves, a survey and its answers belong
 * to a place that may have been left, and entries of before the plan have none.
 */
export function toMoment({ type, at, stage, step = "", data }: Sighting): Moment | undefined {
  const {
    from = null,
    dwell,
    weight = 1,
    refused = 0,
    corrected = 0,
    hesitated = 0,
  } = data as {
    readonly from?: Place;
    readonly dwell?: number;
    readonly weight?: number;
    readonly refused?: number;
    readonly corrected?: number;
    readonly hesitated?: number;
  };
  const sign = SIGNS[type];
  // How many make a struggle is the owner's to say; a struggle with what to enter is no refusal.
  const isRefused = refused > corrected && !hesitated;
  const isWeak = (sign === "exit-intent" && weight < LEAST_WEIGHT) || (sign === "refused" && !isRefused);
  // A type of a later version may be called as anything is that every object has.
  if (stage === undefined || typeof sign !== "string" || isWeak) return undefined;
  return { at, place: { stage, step }, sign: sign || undefined, dwell, ...(type === "step" && { from }) };
}
