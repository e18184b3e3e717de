// A survey as it is configured: its questions, its words, and how long it stays away.
import type { Duration } from "./duration.ts";
import type { Strings } from "./strings.ts";

/** Words for the visitor: one text for all, or one per BCP 47 language tag. Shown as plain text. */
export type Text = string | { readonly [language: string]: string };

/** Words of the survey's own in place of built-in ones, but for those of scales, which have `low` and `high`. */
export type Wording = {
  readonly [name in keyof Strings as Strings[name] extends string ? name : never]?: Text | undefined;
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

interface ScaleQuestionBase extends QuestionBase {
  /** What the lowest and the highest value mean, where the kind's own words don't do. */
  readonly low?: Text | undefined;
  readonly high?: Text | undefined;
}

/** Likelihood to recommend 0–10, from "Not at all likely" to "Extremely likely"; promoters 9–10, detractors 0–6. */
export interface NpsQuestion extends ScaleQuestionBase {
  readonly kind: "nps";
}

/** Satisfaction 1–5, from "Very dissatisfied" to "Very satisfied"; satisfied is 4 or 5. */
export interface CsatQuestion extends ScaleQuestionBase {
  readonly kind: "csat";
  /** Default `points`. */
  readonly look?: "points" | "stars" | "faces" | undefined;
}

/**
 * Effort 1–7, from "Strongly disagree" to "Strongly agree": `text` is a statement, such as "The checkout made it easy for me to
 * pay." Told as its mean and the share of 5 to 7 (Customer Effort Score 2.0, CEB 2013).
 */
export interface CesQuestion extends ScaleQuestionBase {
  readonly kind: "ces";
}

/** Down 0 or up 1. */
export interface ThumbsQuestion extends QuestionBase {
  readonly kind: "thumbs";
}

/** From 1 to as many as there are points, with ends in words of your own. */
export interface RatingQuestion extends ScaleQuestionBase {
  readonly kind: "rating";
  /** 2–10. Default 5. */
  readonly points?: number | undefined;
  readonly low: Text;
  readonly high: Text;
}

/** An option: its text is its value, or the value stands apart from texts that are translated. */
export type Choice = string | { readonly value: string; readonly text: Text };

/** One of a list, or with `choices` as many as hold. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: "choice" | "choices";
  readonly choices: readonly Choice[];
  /** Offers "Something else …" with a text field. */
  readonly other?: boolean | undefined;
  /** In another order for each visitor; "Something else …" stays last. */
  readonly shuffle?: boolean | undefined;
}

/** Free text, at most 2,000 characters; cards, e-mails and IBANs are replaced before it is stored. */
export interface TextQuestion extends QuestionBase {
  readonly kind: "text";
}

/** Words without a question, with an optional link (`https:`, `http:`, `mailto:` or `tel:`), which may look like a button. */
export interface MessageQuestion extends QuestionBase {
  readonly kind: "message";
  readonly link?:
    | { readonly text: Text; readonly url: string; readonly look?: "link" | "button" | undefined }
    | undefined;
}

export type Question =
  | NpsQuestion
  | CsatQuestion
  | CesQuestion
  | ThumbsQuestion
  | RatingQuestion
  | ChoiceQuestion
  | TextQuestion
  | MessageQuestion;

/** A line of thanks for those whose answers are these. */
export interface Thanks {
  readonly text: Text;
  /** Questions' ids with the answers that lead here; all must hold. */
  readonly when?: { readonly [question: string]: Condition } | undefined;
}

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

/**
 * Where a survey stands: in a corner at the bottom (at the end of a line, or its start), over the whole bottom, at the end of an
 * element, or beside one; elements by CSS selector. Without that element it stands in the corner, on a narrow screen at the
 * bottom, but for one that is inside of the page. With `button` a button with these words stands in the corner of every page
 * but those where one pays, and opens it; it takes no trigger.
 */
export type Placement =
  | "corner"
  | "corner-start"
  | "bar"
  | { readonly inline: string }
  | { readonly near: string }
  | { readonly button: Text };

export interface Survey {
  /** At most three, in order; `when` leaves some out. */
  readonly questions: readonly Question[];
  /** The line after the last answer; of several the first whose `when` holds. */
  readonly thanks?: Text | readonly Thanks[] | undefined;
  /** Default `auto`: follows the visitor's system. */
  readonly theme?: "auto" | "light" | "dark" | undefined;
  /** Default `corner`. */
  readonly placement?: Placement | undefined;
  /** Default `popover`, above everything of the page; `fixed` leaves the top layer to the page's own. */
  readonly layer?: "popover" | "fixed" | undefined;
  readonly wait?: Wait | undefined;
  /** Words in place of Waymark's own, such as `{ "send": "Off it goes" }`. */
  readonly strings?: Wording | undefined;
  /** Whether it can be put off by "Not now". Default `true`. */
  readonly snooze?: boolean | undefined;
  /** Whether it offers "Don't ask again", after which no trigger asks this visitor anything. Default `false`. */
  readonly decline?: boolean | undefined;
  /** Shows per visitor, ever. Default 3. */
  readonly max?: number | undefined;
}
