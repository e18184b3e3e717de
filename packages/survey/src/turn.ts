// The conversation as a pure machine: a state and an action give the next state and what to tell about it.
import type { AnswerValue, Draft, Given, Outcome, SurveyDraft } from "@waymark/protocol";
import { type Answers, meets, toPath } from "./path.ts";
import type { PlainAnswer, PlainCondition, PlainQuestion, PlainSurvey } from "./plain-survey.ts";

/** Longest free text, in UTF-16 units. */
export const MAX_TEXT = 2000;

export interface State {
  readonly phase: "asking" | "thanks" | "closed";
  /** Index of the question on screen. */
  readonly at: number;
  /** Kept when the visitor goes back. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Handed out so far. */
  readonly answers: Answers;
  /** Next was pressed without an answer that is needed. */
  readonly complaint: boolean;
}

export type Action =
  /** Of `choices` it is put back when it is picked already; so is "Something else …". */
  | { readonly type: "pick"; readonly value: string | number }
  | { readonly type: "pick-other" }
  | { readonly type: "write"; readonly text: string }
  /** Next, Send and Done. */
  | { readonly type: "next" }
  | { readonly type: "back" }
  /** Close, before or after the last answer. */
  | { readonly type: "close" }
  | { readonly type: "snooze" }
  /** "Don't ask again". */
  | { readonly type: "decline" };

export type Turn = readonly [State, readonly Outcome[]];

const nothing: Draft = { picked: null, other: false, written: "" };

/** What is told of each way out. */
const ENDINGS = { close: "dismissed", snooze: "snoozed", decline: "declined" } as const;

/** The survey as it opens. */
export const opening: State = { phase: "asking", at: 0, drafts: new Map(), answers: new Map(), complaint: false };

/** The survey as it was left: what lies before the question on screen was handed out already. */
export function reopen({ questions }: PlainSurvey, { at, drafts }: SurveyDraft): State {
  const index = Math.max(
    0,
    questions.findIndex(({ id }) => id === at),
  );
  const state = { ...opening, at: index, drafts: new Map(Object.entries(drafts)) };
  const answers = questions.slice(0, index).flatMap((question) => {
    const answer = toAnswer(question, draftOf(state, question));
    return answer ? [[question.id, answer] as const] : [];
  });
  return { ...state, answers: new Map(answers) };
}

/** What `reopen` takes. */
export const toSurveyDraft = ({ questions }: PlainSurvey, { at, drafts }: State): SurveyDraft => ({
  at: questions[at]?.id ?? "",
  drafts: Object.fromEntries(drafts),
});

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
      return [redraft(state, question, pick(question, draftOf(state, question), action.value)), []];
    case "pick-other":
      return [redraft(state, question, pickOther(question, draftOf(state, question))), []];
    case "write":
      return [redraft(state, question, { written: action.text.slice(0, MAX_TEXT) }), []];
    case "next":
      return goOn(survey, state, question);
    case "back": {
      const earlier = toPath(survey.questions, state.answers, state.at).filter((index) => index < state.at);
      return [{ ...state, at: earlier.at(-1) ?? state.at, complaint: false }, []];
    }
    default:
      return [{ ...state, phase: "closed" }, [{ type: ENDINGS[action.type] }]];
  }
}

/** The answer that Next would give to the question on screen. */
export function answerOf(survey: PlainSurvey, state: State): Given | undefined {
  const question = survey.questions[state.at];
  const answer = question && toAnswer(question, draftOf(state, question));
  return answer ? toOutcome(survey, question, answer) : undefined;
}

/** What is said to whoever has answered like this; `""` for the built-in words. */
export function thanksOf({ thanks, questions }: PlainSurvey, { answers }: State): string {
  const asked = toPath(questions, answers, questions.length).map((index) => questions[index]?.id);
  const holds = (condition: PlainCondition) =>
    asked.includes(condition.question) && meets(answers.get(condition.question), condition);
  return thanks.find(({ when }) => when.every(holds))?.text ?? "";
}

function pick({ kind, choices }: PlainQuestion, { picked, other }: Draft, value: string | number): Partial<Draft> {
  if (kind !== "choices") return { picked: value, other: false };
  const before = toList(picked);
  const isPut = (each: string) => (each === value ? !before.includes(each) : before.includes(each));
  return { picked: choices.map((choice) => choice.value).filter(isPut), other };
}

const pickOther = ({ kind }: PlainQuestion, { other }: Draft): Partial<Draft> =>
  kind === "choices" ? { other: !other } : { picked: null, other: true };

/** What is picked of `choices`. */
export const toList = (picked: AnswerValue | null): readonly string[] => (Array.isArray(picked) ? picked : []);

function redraft(state: State, question: PlainQuestion, change: Partial<Draft>): State {
  const before = draftOf(state, question);
  const draft = { ...before, ...change };
  const isSame = draft.picked === before.picked && draft.other === before.other && draft.written === before.written;
  return isSame ? state : { ...state, drafts: new Map(state.drafts).set(question.id, draft), complaint: false };
}

function goOn(survey: PlainSurvey, state: State, question: PlainQuestion): Turn {
  const answer = toAnswer(question, draftOf(state, question));
  if (!answer && !question.optional && question.kind !== "message") return [{ ...state, complaint: true }, []];
  const answers = new Map(state.answers);
  if (answer) answers.set(question.id, answer);
  else answers.delete(question.id);
  const outcomes =
    answer && !isSameAnswer(answer, state.answers.get(question.id)) ? [toOutcome(survey, question, answer)] : [];
  const at = toPath(survey.questions, answers, state.at + 1).find((index) => index > state.at);
  if (at !== undefined) return [{ ...state, at, answers, complaint: false }, outcomes];
  const next: State = { ...state, phase: "closed", answers, complaint: false };
  const isThanked = answers.size > 0 || thanksOf(survey, next);
  return [isThanked ? { ...next, phase: "thanks" } : next, [...outcomes, { type: "completed" }]];
}

function toAnswer(question: PlainQuestion, { picked, other, written }: Draft): PlainAnswer | null {
  const text = written.trim();
  if (question.kind === "text") return text ? { value: text } : null;
  if (question.kind === "choices") {
    const value = [...toList(picked), ...(other && text ? [text] : [])];
    return value.length ? { value, ...(other && text && { other: true }) } : null;
  }
  if (other) return text ? { value: text, other: true } : null;
  return picked === null ? null : { value: picked };
}

function isSameAnswer(one: PlainAnswer, two: PlainAnswer | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(two);
}

function toOutcome(survey: PlainSurvey, { id, kind, scale }: PlainQuestion, answer: PlainAnswer): Given {
  return { type: "answer", question: id, kind, ...answer, ...scale, language: survey.language };
}
