// A survey as it is configured: its questions, its words, and how long it stays away.
import type { Duration } from "./duration.ts";
import type { QuestionKind } from "./entry.ts";

/** Words for the visitor: one text for all, or one per BCP 47 language tag. Shown as plain text. */
export type Text = string | { readonly [language: string]: string };

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
