// What the page observes and the collector stores: one entry, of one of six kinds.
import type { Evidence } from "./evidence.ts";
import type { Json, JsonObject } from "./json.ts";

/** Where an entry happened: both URLs scrubbed of everything personal (see `scrubUrl` in `@waymark/journey`). */
export interface Page {
  /** Scheme, host and path, with the query keys that may be kept; no fragment, no user info. */
  readonly url: string;
  /** The page or route before this one; of another site only its origin. */
  readonly referrer?: string | undefined;
}

/** What every entry carries, whatever its kind. */
export interface EntryBase {
  /** UUIDv7, made once in the page; the collector stores an id once, however often it arrives. */
  readonly id: string;
  /** Wall clock of the visitor's device, ms since the epoch; never changed afterwards. */
  readonly at: number;
  /** `performance.now()` of the document, ms: shows a clock that was set between two entries. */
  readonly mono?: number | undefined;
  /** 64 random bits per document, base 36; absent with consent `anonymous`. */
  readonly tab?: string | undefined;
  /** 1, 2, 3 … per `tab`: a hole proves a loss. Absent with consent `anonymous`. */
  readonly seq?: number | undefined;
  /** Stage of the plan; `null` where the plan has none; absent when the page had no plan yet. */
  readonly stage?: string | null | undefined;
  /** Step of the stage, or the page's path where no stage matches; absent when the page had no plan yet. */
  readonly step?: string | undefined;
  readonly page?: Page | undefined;
  /** True for a preview: kept, but left out of every figure. */
  readonly test?: true | undefined;
  /** The way by which it came about, such as `shop`, `phone` or `letter`; absent for what a page tells. */
  readonly channel?: string | undefined;
  /**
   * Of whom it is where no page knows that: a customer's key, hashed as `KEY` wants it. It means the first visitor who
   * identified by that key on a page (`identify({ key })`), once there is one, whatever visitor the batch names.
   */
  readonly key?: string | undefined;
}

/**
 * `stage` tells that an attempt at a stage with a goal has `started`, is `progressing` or was `completed` (`data.state`);
 * `dwell` the engaged ms in the present step when the page is hidden (`data.dwell`).
 */
export type TouchpointType =
  | "page"
  | "step"
  | "stage"
  | "dwell"
  | "click"
  | "form"
  | "vital"
  | "error"
  | "goal"
  | "identify"
  | "custom";

/** Something the visitor or the page did, placed in the journey. */
export interface Touchpoint extends EntryBase {
  readonly kind: "touchpoint";
  readonly type: TouchpointType;
  readonly name: string;
  readonly data: JsonObject;
}

/** Every sign of difficulty, by name; `@waymark/journey` defines each. */
export const FRICTION_TYPES = [
  "abandon",
  "rage-click",
  "dead-click",
  "slow-click",
  "blocked-click",
  "error-click",
  "form-struggle",
  "form-abandon",
  "payment-declined",
  "backtrack",
  "loop",
  "exit-intent",
  "stall",
  "slow-page",
  "errors",
  "thrash",
] as const;
export type FrictionType = (typeof FRICTION_TYPES)[number];

/** A sign of difficulty. `data.weight` is 0–1; `data.state` is set for `abandon`. */
export interface Friction extends EntryBase {
  readonly kind: "friction";
  readonly type: FrictionType;
  readonly name: string;
  readonly data: JsonObject;
}

/** What ties the entries of one asked survey together. */
export interface SubmissionData {
  readonly survey: string;
  /** One id per time a survey was asked; all its outcomes and answers share it. */
  readonly submission: string;
  /** Id of the trigger; absent when `ask()` was called by hand. */
  readonly trigger?: string | undefined;
}

export type SurveyOutcomeType = "shown" | "dismissed" | "snoozed" | "declined" | "completed" | "ignored";

/** What became of an asked survey. */
export interface SurveyEntry extends EntryBase {
  readonly kind: "survey";
  readonly type: SurveyOutcomeType;
  /** Id of the survey. */
  readonly name: string;
  readonly data: SubmissionData;
}

export const QUESTION_KINDS = [
  "nps",
  "csat",
  "ces",
  "thumbs",
  "rating",
  "choice",
  "choices",
  "text",
  "message",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** The raw value of an answer: a score, a chosen value or, of `choices`, all that were chosen, or redacted free text. */
export type AnswerValue = string | number | readonly string[];

export interface AnswerData extends SubmissionData {
  /** Id of the question. */
  readonly question: string;
  readonly value: AnswerValue;
  /** True when `value`, of `choices` its last item, was typed under "Something else …". */
  readonly other?: true | undefined;
  /** Lowest and highest value of the scale, see `toScale`. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** BCP 47 tag of the language shown. */
  readonly language: string;
  readonly evidence: Evidence;
}

/** One question's answer; sent at once, so that a half-answered survey is kept. */
export interface Answer extends EntryBase {
  readonly kind: "answer";
  readonly type: QuestionKind;
  /** `survey/question`. */
  readonly name: string;
  readonly data: AnswerData;
}

/** Why a queue gives entries up, as the name of a gap. */
export const GAP_REASONS = ["too-old", "too-many", "disk-full", "no-storage"] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/**
 * What a queue had to give up, by count: loss is reported, never silent. `data.tabs` names the entries: of each document
 * the ranges of `seq`, such as `{ "k3f9": "1-7,9" }`.
 */
export interface Gap extends EntryBase {
  readonly kind: "gap";
  readonly type: "evicted";
  /** A {@link GapReason}; of a later version perhaps another. */
  readonly name: string;
  readonly data: { readonly count: number; readonly [key: string]: Json };
}

/** A tombstone: the collector erases this batch's visitor and refuses whatever comes late. */
export interface Forget extends EntryBase {
  readonly kind: "forget";
  readonly type: "visitor";
  readonly name: string;
  readonly data: JsonObject;
}

/** Anything that is queued and sent. */
export type Entry = Touchpoint | Friction | SurveyEntry | Answer | Gap | Forget;
export type EntryKind = Entry["kind"];
