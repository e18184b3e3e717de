// What a product team writes into `waymark.json`: stages, friction, surveys, triggers. Data only, no code.
import type { FrictionType, QuestionKind } from "./entry.ts";

/** A length of time: a whole number and `s`, `m`, `h` or `d`, such as `"30s"` or `"7d"`. */
export type Duration = string;

/** Words for the visitor: one text for all, or one per BCP 47 language tag. Shown as plain text. */
export type Text = string | { readonly [language: string]: string };

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

/** What an earlier answer must be for a question to be asked: one of these values, or a score in this range. */
export type Condition =
  | readonly (string | number)[]
  | { readonly min?: number | undefined; readonly max?: number | undefined };

interface QuestionBase {
  readonly id: string;
  readonly text: Text;
  readonly note?: Text | undefined;
  readonly optional?: boolean | undefined;
  /** Earlier questions' ids with the answers that lead here; all must hold. */
  readonly when?: { readonly [question: string]: Condition } | undefined;
}

/** Satisfaction 1–5; satisfied is 4 or 5. */
export interface CsatQuestion extends QuestionBase {
  readonly kind: "csat";
  /** Default `points`. */
  readonly look?: "points" | "stars" | "faces" | undefined;
}

/** Likelihood to recommend 0–10; promoters 9–10, detractors 0–6. */
export interface NpsQuestion extends QuestionBase {
  readonly kind: "nps";
}

/** An option: its text is its value, or the value stands apart from texts that are translated. */
export type Choice = string | { readonly value: string; readonly text: Text };

/** One of a list. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: "choice";
  readonly choices: readonly Choice[];
  /** Offers "Something else …" with a text field. */
  readonly other?: boolean | undefined;
}

/** Free text, at most 2,000 characters; cards, e-mails and IBANs are replaced before it is stored. */
export interface TextQuestion extends QuestionBase {
  readonly kind: "text";
}

/** Words without a question, with an optional link (`https:`, `http:`, `mailto:` or `tel:`). */
export interface MessageQuestion extends QuestionBase {
  readonly kind: "message";
  readonly link?: { readonly text: Text; readonly url: string } | undefined;
}

export type Question = CsatQuestion | NpsQuestion | ChoiceQuestion | TextQuestion | MessageQuestion;
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>;

/** How long a survey stays away after each outcome; without one it may come back as `quiet` allows. */
export interface Wait {
  /** Default `90d`. */
  readonly answered?: Duration | undefined;
  /** Default `30d`. */
  readonly dismissed?: Duration | undefined;
  /** Default `7d`. */
  readonly ignored?: Duration | undefined;
  /** Default `1d`. */
  readonly snoozed?: Duration | undefined;
}

export interface Survey {
  /** At most three, in order; `when` leaves some out. */
  readonly questions: readonly Question[];
  /** The line after the last answer. */
  readonly thanks?: Text | undefined;
  /** Default `auto`: follows the visitor's system. */
  readonly theme?: "auto" | "light" | "dark" | undefined;
  readonly wait?: Wait | undefined;
  /** Shows per visitor, ever. Default 3. */
  readonly max?: number | undefined;
}

/** Politeness across all surveys. */
export interface Quiet {
  /** At most one survey per visitor in this time. Default `30d`. */
  readonly every?: Duration | undefined;
  /** Default 1. */
  readonly perSession?: number | undefined;
  /** Surveys that go without an answer before the visitor is left alone, for a year or until one is answered. Default 2. */
  readonly unanswered?: number | undefined;
}

/** A value, or any of several. */
export type OneOf<T extends string> = T | readonly T[];

/** Which entries pull a trigger; all that is given must hold. */
export interface Pattern {
  readonly kind?: OneOf<"touchpoint" | "friction"> | undefined;
  readonly type?: OneOf<string> | undefined;
  readonly name?: OneOf<string> | undefined;
  /** Short for `kind: "friction"` with this `type`. `abandon` without `state` means `leaving` or `abandoned`. */
  readonly friction?: OneOf<FrictionType> | undefined;
  readonly state?: OneOf<"leaving" | "abandoned" | "recovered"> | undefined;
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
