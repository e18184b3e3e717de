// Which questions are asked: each `when` against the answers before it.
import type { PlainAnswer, PlainCondition, PlainQuestion } from "./plain-survey.ts";

/** Answers by question id. */
export type Answers = ReadonlyMap<string, PlainAnswer>;

/**
 * The indexes of the questions that are asked, in order. Questions from index `open` on are still to be answered, and
 * one that hangs on them is counted in: a survey never turns out longer than it said.
 */
export function toPath(questions: readonly PlainQuestion[], answers: Answers, open: number): readonly number[] {
  const path: number[] = [];
  questions.forEach((question, index) => {
    const isAsked = question.when.every((condition) => {
      const source = path.find((earlier) => questions[earlier]?.id === condition.question);
      return source !== undefined && (source >= open || meets(answers.get(condition.question), condition));
    });
    if (isAsked) path.push(index);
  });
  return path;
}

/**
 * Whether an answer is one of the values, or of several one is, or it is a score within the range. What was typed under
 * "other", always the last, is none of the values.
 */
export function meets(answer: PlainAnswer | undefined, { values, min, max }: PlainCondition): boolean {
  if (answer === undefined) return false;
  const { value, other } = answer;
  const chosen = [value].flat();
  if (values) return (other ? chosen.slice(0, -1) : chosen).some((each) => values.includes(String(each)));
  return typeof value === "number" && value >= min && value <= max;
}
