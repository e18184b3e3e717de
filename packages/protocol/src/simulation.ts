// What `waymark simulate` may be told of its visitors; whatever is left out is derived from the plan.

import type { StepKey } from "./journey-map.ts";
import type { Device } from "./trigger.ts";

/** 0–1. */
type Share = number;
/** How much likelier one is than another: 3 to 1 is 75 % to 25 %. */
interface Weights {
  readonly [name: string]: number;
}

/** Signs of difficulty that can be asked for; `abandon` follows from who leaves and how. */
export type StruggleType = "rage-click" | "exit-intent" | "error" | "slow-page";

/** What is done on a page at one moment, told in this order. */
export interface Act {
  /** Name of the element, as the page would tell it. */
  readonly click?: string | undefined;
  readonly form?: { readonly name: string; readonly action: "start" | "submit"; readonly fields: number } | undefined;
  /** A name given to `track()`. */
  readonly track?: string | undefined;
  /** How many do it, of those who stay long enough. Default 1. */
  readonly share?: Share | undefined;
}

/** Visitors at one step. Shares of visitors are drawn once per visitor and step, shares of visits each time. */
export interface StepProfile {
  /** Paths of its pages; default: one for each glob of the plan. */
  readonly pages?: readonly string[] | undefined;
  /** How its page comes: loaded, or as a route of the page before. Default `navigate`. */
  readonly load?: "navigate" | "route" | undefined;
  /** Of its visitors: get no further, ever. */
  readonly leave?: Share | undefined;
  /** Of visits that end here: look at one of `out` before. */
  readonly lookOut?: Share | undefined;
  /** Of its visits: go to the step before, to another page of this one, or past the next. The rest goes on. */
  readonly back?: Share | undefined;
  readonly repeat?: Share | undefined;
  readonly skip?: Share | undefined;
  /** Engaged time, ms: half stay longer than `median`, two thirds between `median / spread` and `median * spread`. */
  readonly dwell?: { readonly median: number; readonly spread: number } | undefined;
  /** In order; the last one leads on. */
  readonly acts?: readonly Act[] | undefined;
  /** Of its visitors (`exit-intent`: with a mouse; `slow-page`: whose browser tells web vitals); `name` is the element that is raged at, or the error. */
  readonly friction?:
    | { readonly [type in StruggleType]?: Share | { readonly share: Share; readonly name: string } | undefined }
    | undefined;
  /** How those who answer feel, −2 to +2: a normal distribution, cut to the scale. */
  readonly mood?: { readonly mean: number; readonly spread: number } | undefined;
  /** Of surveys shown here. */
  readonly answers?: Share | undefined;
  /** Weights of values by `survey/question`; `other` is "Something else …". */
  readonly choices?: { readonly [question: string]: Weights } | undefined;
  /** What is written, by mood. */
  readonly verbatims?: readonly { readonly mood: number; readonly text: string }[] | undefined;
}

/** The whole of a profile. */
export interface SimulationProfile {
  /** Default `localhost`. */
  readonly site?: string | undefined;
  /** Where the pages are, such as `https://shop.example`; default: `https://` and the site. */
  readonly origin?: string | undefined;
  /** BCP 47 tag of the surveys. Default `en`. */
  readonly language?: string | undefined;
  /** Default: 55 phone, 5 tablet, 40 desktop. */
  readonly devices?: { readonly [device in Device]?: number | undefined } | undefined;
  /** Of visitors: come a second time. Default 0.2. */
  readonly returning?: Share | undefined;
  /** Weights of the steps where visitors begin; default: all at the first. */
  readonly starts?: { readonly [step: StepKey]: number } | undefined;
  /** Weights of the origins they come from; `""` is none. Default: none. */
  readonly referrers?: Weights | undefined;
  /** Paths that people look at when they leave; default: the first page of the plan. */
  readonly out?: readonly string[] | undefined;
  /** By `stage/step`. */
  readonly steps?: { readonly [step: StepKey]: StepProfile } | undefined;
}
