// What each kind of question is drawn from, and what it becomes.
import type { Draft, Strings } from "@waymark/protocol";
import type { PlainQuestion } from "../plain-survey.ts";
import type { Action } from "../turn.ts";

/** Takes an action; with `goOn` the survey then goes on by itself. */
export type Act = (action: Action, goOn?: boolean) => void;

export interface Sketch {
  readonly question: PlainQuestion;
  /** As it was when the question was left; afterwards the fields themselves know. */
  readonly draft: Draft;
  readonly strings: Strings;
  /** Ids of what is said about the question: its note if it has one, and what is missing. */
  readonly describedBy: string;
  readonly act: Act;
}
