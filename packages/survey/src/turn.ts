// The conversation as a pure machine: a state and an action give the next state and what to tell about it.
import type { AnswerValue, Outcome } from "@waymark/protocol";
import { type Answers, toPath } from "./path.ts";
import type { PlainAnswer, PlainQuestion, PlainSurvey } from "./plain-survey.ts";
import { scaleOf } from "./scale.ts";

/** Longest free text, in UTF-16 units. */
export const MAX_TEXT = 2000;

/** What is picked and written under a question, answered or not: kept when the visitor goes back. */
export interface Draft {
  readonly picked: AnswerValue | null;
  /** "Something else …" is picked. */
  readonly other: boolean;
  readonly written: string;
}

export interface State {
  readonly phase: "asking" | "thanks" | "closed";
  /** Index of the question on screen. */
  readonly at: number;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Handed out so far. */
  readonly answers: Answers;
  /** Next was pressed without an answer that is needed. */
  readonly complaint: boolean;
}

export type Action =
  | { readonly type: "pick"; readonly value: AnswerValue }
  | { readonly type: "pick-other" }
  | { readonly type: "write"; readonly text: string }
  /** Next, Send and Done. */
  | { readonly type: "next" }
  | { readonly type: "back" }
  /** Close, before or after the last answer. */
  | { readonly type: "close" }
  | { readonly type: "snooze" };

export type Turn = readonly [State, readonly Outcome[]];

const nothing: Draft = { picked: null, other: false, written: "" };

/** The survey as it opens. */
export const opening: State = { phase: "asking", at: 0, drafts: new Map(), answers: new Map(), complaint: false };

/** What is picked and written under a question so far. */
export function draftOf(state: State, question: PlainQuestion): Draft {
  return state.drafts.get(question.id) ?? nothing;
}

/** Takes one action. An action that changes nothing gives the very same state back. */
export function turn(survey: PlainSurvey, state: State, action: Action): Turn {
  const question = survey.questions[state.at];
  if (state.phase === "thanks" && action.type === "close") return [{ ...state, phase: "closed" }, []];
  if (state.phase !== "asking" || !question) return [state, []];
  switch (action.type) {
    case "pick":
      return [redraft(state, question, { picked: action.value, other: false }), []];
    case "pick-other":
      return [redraft(state, question, { picked: null, other: true }), []];
    case "write":
      return [redraft(state, question, { written: action.text.slice(0, MAX_TEXT) }), []];
    case "next":
      return goOn(survey, state, question);
    case "back": {
      const earlier = toPath(survey.questions, state.answers, state.at).filter((index) => index < state.at);
      return [{ ...state, at: earlier.at(-1) ?? state.at, complaint: false }, []];
    }
    case "close":
      return [{ ...state, phase: "closed" }, [{ type: "dismissed" }]];
    case "snooze":
      return [{ ...state, phase: "closed" }, [{ type: "snoozed" }]];
  }
}

function redraft(state: State, question: PlainQuestion, change: Partial<Draft>): State {
  const before = draftOf(state, question);
  const draft = { ...before, ...change };
  const isSame = draft.picked === before.picked && draft.other === before.other && draft.written === before.written;
  return isSame ? state : { ...state, drafts: new Map(state.drafts).set(question.id, draft), complaint: false };
}

function goOn(survey: PlainSurvey, state: State, question: PlainQuestion): Turn {
  const answer = toAnswer(question, draftOf(state, question));
  if (!answer && !question.optional && question.kind !== "message") return [{ ...state, complaint: true }, []];
  const answers = answer ? new Map(state.answers).set(question.id, answer) : state.answers;
  const outcomes =
    answer && !isSameAnswer(answer, state.answers.get(question.id)) ? [toOutcome(survey, question, answer)] : [];
  const at = toPath(survey.questions, answers, state.at + 1).find((index) => index > state.at);
  if (at !== undefined) return [{ ...state, at, answers, complaint: false }, outcomes];
  const phase = answers.size > 0 || survey.thanks ? "thanks" : "closed";
  return [{ ...state, phase, answers, complaint: false }, [...outcomes, { type: "completed" }]];
}

function toAnswer(question: PlainQuestion, { picked, other, written }: Draft): PlainAnswer | null {
  const text = written.trim();
  if (question.kind === "text") return text ? { value: text } : null;
  if (other) return text ? { value: text, other: true } : null;
  return picked === null ? null : { value: picked };
}

function isSameAnswer(one: PlainAnswer, two: PlainAnswer | undefined): boolean {
  return one.value === two?.value && one.other === two.other;
}

function toOutcome(survey: PlainSurvey, { id, kind }: PlainQuestion, answer: PlainAnswer): Outcome {
  return { type: "answer", question: id, kind, ...answer, ...scaleOf(kind), language: survey.language };
}
