// The seam between the page's core and the survey chunk, which know each other only through these types.

import type { AnswerValue, QuestionKind } from "./entry.ts";
import type { Strings } from "./strings.ts";
import type { Survey } from "./survey.ts";

/** The undo that a start returns; safe to call twice. */
export type Stop = () => void;

/** What becomes of a survey, told as it happens. */
export type Outcome =
  /** Rendered and visible for one second. */
  | { readonly type: "shown" }
  /** One question's answer, at once; a later one to the same question replaces it. */
  | {
      readonly type: "answer";
      readonly question: string;
      readonly kind: QuestionKind;
      readonly value: AnswerValue;
      readonly other?: true;
      readonly min?: number;
      readonly max?: number;
      readonly language: string;
    }
  | { readonly type: "dismissed" }
  | { readonly type: "snoozed" }
  /** "Don't ask again". */
  | { readonly type: "declined" }
  | { readonly type: "completed" };

/** What is picked and written under a question, answered or not. */
export interface Draft {
  readonly picked: AnswerValue | null;
  /** "Something else …" is picked; of `choices` beside others. */
  readonly other: boolean;
  readonly written: string;
}

/** A survey that is not done, as plain JSON. */
export interface SurveyDraft {
  /** Id of the question on screen. */
  readonly at: string;
  readonly drafts: { readonly [question: string]: Draft };
}

/** One question's answer as it is handed out. */
export type Given = Extract<Outcome, { readonly type: "answer" }>;

/** What an answer would send beside itself, for the visitor who asks. */
export interface Sent {
  /** What is kept of the answer; absent where there is none yet. */
  readonly value?: AnswerValue | undefined;
  /** The page's address, scrubbed. */
  readonly page: string;
  /** Stage and step, and how long the visitor has been there. */
  readonly place: string;
  /** What came before, oldest first, with what it is and how long ago. */
  readonly before: readonly string[];
}

export interface MountOptions {
  /** BCP 47 tag; the page's own language when absent. */
  readonly language?: string;
  readonly document: Document;
  /** Goes on where a survey was left. */
  readonly draft?: SurveyDraft | undefined;
  /** The visitor has opened it: a dialog, which takes the focus. */
  readonly isOpened?: boolean;
  /** Hears of every change, so that nothing that was typed is lost with the page. */
  readonly keep?: ((draft: SurveyDraft) => void) | undefined;
  /** Knows what an answer would send; without it nobody is offered to see that. */
  readonly sent?: ((answer: Given | undefined) => Sent) | undefined;
  /** Called once when nothing of it is left, or when it can't be shown, whatever else was told. */
  readonly gone?: (() => void) | undefined;
  /** Hears of what the page has set wrongly, one line each: where, and what becomes of it. */
  readonly problem?: ((where: string, what: string) => void) | undefined;
  /** Gets the built-in words of a language, `nb` or `zh-hant`; English, which is always there, stands in for those that are not. */
  readonly load?: ((language: string) => Promise<Strings>) | undefined;
}

/** Shows a survey in a page. Never throws; after `Stop` nothing of it is left. */
export type MountSurvey = (survey: Survey, options: MountOptions, onOutcome: (outcome: Outcome) => void) => Stop;

export interface ButtonOptions extends Pick<MountOptions, "document" | "language" | "problem"> {
  /** The visitor wants to be asked; calls back when the survey is gone. */
  readonly open: (closed: () => void) => void;
}

export interface StandingButton {
  /** Stands there, or gives way. */
  readonly show: (isShown: boolean) => void;
  readonly stop: Stop;
}

/** Has a button stand on the page that opens a survey. Never throws. */
export type StandButton = (survey: Survey, options: ButtonOptions) => StandingButton;
