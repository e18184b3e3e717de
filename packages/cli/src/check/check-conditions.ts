// What an earlier answer must be for a question to be asked: whether there is such an answer at all.
import type { Condition, Question } from "@waymark/protocol";
import { type Finding, finding, quoted } from "./finding.ts";

const SCALES: { readonly [kind: string]: readonly [lowest: number, highest: number] } = { csat: [1, 5], nps: [0, 10] };

/** All answers that a question can have; `undefined` for free text. */
function toAnswers(question: Question): readonly string[] | undefined {
  if (question.kind === "choice")
    return question.choices.map((choice) => (typeof choice === "string" ? choice : choice.value));
  const [lowest = 0, highest = -1] = SCALES[question.kind] ?? [];
  return question.kind === "text"
    ? undefined
    : Array.from({ length: highest - lowest + 1 }, (_, index) => `${lowest + index}`);
}

function checkCondition(source: Question, condition: Condition, path: readonly PropertyKey[]): Finding[] {
  const answers = toAnswers(source);
  if ("length" in condition) {
    return condition.flatMap((value, index) =>
      !answers || answers.includes(String(value))
        ? []
        : [
            finding(
              [...path, index],
              `${JSON.stringify(value)} is no answer to "${source.id}"`,
              `Use ${quoted(answers)}.`,
            ),
          ],
    );
  }
  if (!answers) return [finding(path, `"${source.id}" is free text and has no score`, "Name a question with a scale.")];
  const { min = -Infinity, max = Infinity } = condition;
  if (min > max || answers.some((answer) => Number(answer) >= min && Number(answer) <= max)) return [];
  return [finding(path, `no answer to "${source.id}" lies in this range`, `Its answers are ${quoted(answers)}.`)];
}

export const checkConditions = (
  questions: readonly Question[],
  index: number,
  path: readonly PropertyKey[],
): Finding[] =>
  Object.entries(questions[index]?.when ?? {}).flatMap(([id, condition]) => {
    const at = questions.findIndex((question) => question.id === id);
    const source = questions[at];
    const place = [...path, index, "when", id];
    if (!source) return [finding(place, `there is no question "${id}"`, "Name one of this survey.")];
    if (at >= index)
      return [finding(place, `"${id}" is not asked before`, "Name an earlier question, or move this one.")];
    if (source.kind === "message")
      return [finding(place, `"${id}" is a message and has no answer`, "Name a question that is answered.")];
    return checkCondition(source, condition, place);
  });
