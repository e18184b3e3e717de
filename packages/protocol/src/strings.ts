// The words that Waymark itself says in a survey; `{…}` marks what is filled in.
/** Built-in words of one language. */
export interface Strings {
  readonly next: string;
  readonly send: string;
  readonly done: string;
  readonly back: string;
  readonly close: string;
  readonly notNow: string;
  /** The way out of all surveys. */
  readonly decline: string;
  /** With `{at}` and `{of}`. */
  readonly progress: string;
  /** For screen readers when the survey appears; with `{question}`. */
  readonly announcement: string;
  readonly optional: string;
  /** The last option of a choice, and the label of its text field. */
  readonly other: string;
  readonly otherLabel: string;
  /** Complaints under an unanswered question: nothing picked, nothing written. */
  readonly pick: string;
  readonly write: string;
  /** Stands under every free text. */
  readonly privacy: string;
  readonly thanks: string;
  /** Lowest and highest end of an NPS scale. */
  readonly likely: readonly [string, string];
  /** Lowest and highest end of a CSAT scale shown as points. */
  readonly satisfied: readonly [string, string];
  /** Lowest and highest end of a CES scale. */
  readonly agree: readonly [string, string];
  /** Down and up. */
  readonly thumbs: readonly [string, string];
  /** The five values of a CSAT scale shown as stars or faces. */
  readonly grades: readonly [string, string, string, string, string];
  /** Name of a star; with `{at}`, `{of}` and `{grade}`. */
  readonly star: string;
  /** The button that opens what an answer sends, and what stands there: the answer, the place, what came before, the ids. */
  readonly sent: string;
  readonly sentAnswer: string;
  readonly sentPlace: string;
  readonly sentBefore: string;
  readonly sentWho: string;
}
