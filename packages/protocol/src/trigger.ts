// What asks a survey as it is configured: which entries, whom, when.
import type { Duration } from "./duration.ts";
import type { FrictionType } from "./entry.ts";

/** A value, or any of several. */
export type OneOf<T extends string> = T | readonly T[];

/** Which entries pull a trigger; all that is given must hold. */
export interface Pattern {
  readonly kind?: OneOf<"touchpoint" | "friction"> | undefined;
  readonly type?: OneOf<string> | undefined;
  readonly name?: OneOf<string> | undefined;
  /** Short for `kind: "friction"` with this `type`. */
  readonly friction?: OneOf<FrictionType> | undefined;
  /** Of an `abandon`; without it `leaving` or `abandoned`. */
  readonly state?: OneOf<"stalled" | "leaving" | "abandoned" | "recovered"> | undefined;
  readonly stage?: OneOf<string> | undefined;
  readonly step?: OneOf<string> | undefined;
  readonly move?: OneOf<Move> | undefined;
  /** Fields of `data` that are equal to a value, or numbers within a range. */
  readonly data?: { readonly [field: string]: string | number | boolean | Range } | undefined;
  /** So many such entries in one session, the last of which pulls the trigger. Default 1. */
  readonly count?: number | undefined;
  /** All of them in this time. Default: the session. */
  readonly within?: Duration | undefined;
}

export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** How a visitor came from one step to the next. */
export type Move = "enter" | "forward" | "back" | "skip" | "repeat" | "leave";

export type Device = "phone" | "tablet" | "desktop";

/** Whom a trigger is for; all that is given must hold. */
export interface Where {
  readonly device?: OneOf<Device> | undefined;
  /** BCP 47 tags: `de` is also `de-AT`. */
  readonly language?: OneOf<string> | undefined;
  /** Traits told by `identify()` that are equal to a value, or numbers within a range. */
  readonly traits?: { readonly [trait: string]: string | number | boolean | Range } | undefined;
  /** `new` on the first visit. */
  readonly visitor?: "new" | "returning" | undefined;
  /** Visits (sessions) so far, this one included. */
  readonly visits?: Range | undefined;
  /** Globs over the page on which the entry happened. */
  readonly pages?: readonly string[] | undefined;
  /** Width of the viewport, CSS pixels, rounded to ten. */
  readonly width?: Range | undefined;
}

/** A share of the visitors for each of several wordings or rules: who is `is` of `of`, by chance, and stays it. */
export interface Variant {
  /** Triggers that share a test divide the visitors between them. */
  readonly test: string;
  readonly is: string;
  readonly of: readonly string[];
}

/** Moments as `Date.parse` reads them: `"2026-12-01"` (its first moment, UTC) or `"2026-12-01T08:00:00+01:00"`. */
export interface Schedule {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The rule that turns an entry into an ask; of several that match, the first written wins. */
export interface Trigger {
  readonly id: string;
  readonly on: Pattern;
  /** Id of the survey. */
  readonly ask: string;
  readonly where?: Where | undefined;
  readonly variant?: Variant | undefined;
  /** Share of visitors, 0–1; the same visitor always falls on the same side. Default 1. */
  readonly sample?: number | undefined;
  readonly schedule?: Schedule | undefined;
  /** Waits this long before it looks for a calm moment. */
  readonly delay?: Duration | undefined;
}
