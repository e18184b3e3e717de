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

/** Whether an answer is one of the values or within the range. What was typed under "other" is none of the values. */
function meets(answer: PlainAnswer | undefined, { values, min, max }: PlainCondition): boolean {
  if (answer === undefined) return false;
  if (values) return !answer.other && values.includes(String(answer.value));
  const score = Number(answer.value);
  return score >= min && score <= max;
}
