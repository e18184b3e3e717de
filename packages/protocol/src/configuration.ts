// What a product team writes into `waymark.json`: stages, friction, surveys, triggers. Data only, no code.
import type { Duration } from "./duration.ts";
import type { FrictionType } from "./entry.ts";
import type { Survey } from "./survey.ts";
import type { Trigger } from "./trigger.ts";

/** A part of a stage; every condition that is given must hold. */
export interface Step {
  readonly id: string;
  readonly label?: string | undefined;
  /** Globs over the path; `**` spans segments, `?key=value` and `#/route` parts may follow. */
  readonly pages?: readonly string[] | undefined;
  /** A selector that is rendered: not `display: none`, size over zero. */
  readonly visible?: string | undefined;
  /** A name given to `track()` since the page was entered; the last one named by any step counts. */
  readonly touchpoint?: string | undefined;
  /** The event of an item pushed to a GA4-style `dataLayer` since the page was entered, such as `add_payment_info`. */
  readonly dataLayer?: string | undefined;
  /** Reaching it fulfils the stage. */
  readonly goal?: boolean | undefined;
  /** Card or bank details are typed here: no survey opens while one of its fields has focus. */
  readonly payment?: boolean | undefined;
}

/** A phase of the journey, with `pages` (then it has one step, named like the stage) or with `steps` in order. */
export interface Stage {
  readonly id: string;
  readonly label?: string | undefined;
  readonly pages?: readonly string[] | undefined;
  readonly steps?: readonly Step[] | undefined;
  /** Engaged for this long without progress is stalled. Default `60s`. */
  readonly stalledAfter?: Duration | undefined;
  /** Left without a goal for this long is abandoned. Default `30m`. */
  readonly after?: Duration | undefined;
  /** A goal within this long after that is a recovery. Default `7d`. */
  readonly recoverWithin?: Duration | undefined;
}

/** What can be tuned of the friction signals; those that are not here have nothing to tune. */
export interface FrictionTuning {
  /** Clicks that make it rage. Default 3. */
  readonly "rage-click": { readonly clicks?: number | undefined };
  /** No answer of the page for this long. Default 2.5 s. */
  readonly "dead-click": { readonly after?: Duration | undefined };
  /** An answer of the page only after this long. Default 1 s. */
  readonly "slow-click": { readonly after?: Duration | undefined };
  /** `times` that a field is refused or corrected, default 3; `hesitation` before its first input, default 20 s. */
  readonly "form-struggle": { readonly times?: number | undefined; readonly hesitation?: Duration | undefined };
  /** Engaged for less than this on the page between. Default 7 s. */
  readonly backtrack: { readonly within?: Duration | undefined };
  /** `times` that the same page is seen, default 3, `within` this, default 60 s. */
  readonly loop: { readonly times?: number | undefined; readonly within?: Duration | undefined };
  /** Not before this on a page. Default 5 s. */
  readonly "exit-intent": { readonly after?: Duration | undefined };
  /** Engaged for this long without progress. Default 60 s. */
  readonly stall: { readonly after?: Duration | undefined };
  /** From where on each web vital is poor. Defaults: `LCP` 4,000 ms, `INP` 500 ms, `CLS` 0.25. */
  readonly "slow-page": {
    readonly LCP?: number | undefined;
    readonly INP?: number | undefined;
    readonly CLS?: number | undefined;
  };
  /** `times` that an error is not caught, default 3, `within` this, default 10 s. */
  readonly errors: { readonly times?: number | undefined; readonly within?: Duration | undefined };
  /** Changes of the pointer's direction within 2 s. Default 20. */
  readonly thrash: { readonly turns?: number | undefined };
}

/** Each friction signal by name: `false` switches it off, an object tunes it. */
export type FrictionOptions = {
  readonly [type in FrictionType]?:
    | boolean
    | (type extends keyof FrictionTuning ? FrictionTuning[type] : never)
    | undefined;
};

/** Politeness across all surveys. */
export interface Quiet {
  /** At most one survey per visitor in this time. Default `30d`. */
  readonly every?: Duration | undefined;
  /** Default 1. */
  readonly perSession?: number | undefined;
  /** Surveys that go without an answer before the visitor is left alone, for a year or until one is answered. Default 2. */
  readonly unanswered?: number | undefined;
}

/** The whole of `waymark.json`. */
export interface Configuration {
  readonly $schema?: string | undefined;
  readonly stages?: readonly Stage[] | undefined;
  readonly friction?: FrictionOptions | undefined;
  readonly surveys?: { readonly [id: string]: Survey } | undefined;
  readonly quiet?: Quiet | undefined;
  readonly triggers?: readonly Trigger[] | undefined;
  /** A journey ends after this long without a touchpoint; what was begun before is not gone on with. Default `30d`. */
  readonly journeyEnds?: Duration | undefined;
}
