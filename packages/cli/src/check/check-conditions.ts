// What an earlier answer must be for a question to be asked: whether there is such an answer at all.
import { type Condition, type Question, toScale } from "@waymark/protocol";
import { type Finding, finding, quoted } from "./finding.ts";

type When = NonNullable<Question["when"]>;

/** All answers that a question can have; `undefined` for free text. */
function toAnswers(question: Question): readonly string[] | undefined {
  if ("choices" in question)
    return question.choices.map((choice) => (typeof choice === "string" ? choice : choice.value));
  const { min, max } = toScale(question) ?? { min: 0, max: -1 };
  return question.kind === "text" ? undefined : Array.from({ length: max - min + 1 }, (_, index) => `${min + index}`);
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
  if (!toScale(source)) {
    const what = source.kind === "text" ? "free text" : "a list";
    return [finding(path, `"${source.id}" is ${what} and has no score`, "Name values, or a question with a scale.")];
  }
  const { min = -Infinity, max = Infinity } = condition;
  if (min > max || answers?.some((answer) => Number(answer) >= min && Number(answer) <= max)) return [];
  return [finding(path, `no answer to "${source.id}" lies in this range`, `Its answers are ${quoted(answers ?? [])}.`)];
}

/** @param index of the question that they are for; of all questions the last and one more for the thanks */
export const checkConditions = (
  when: When | undefined,
  questions: readonly Question[],
  index: number,
  path: readonly PropertyKey[],
): Finding[] =>
  Object.entries(when ?? {}).flatMap(([id, condition]) => {
    const at = questions.findIndex((question) => question.id === id);
    const source = questions[at];
    const place = [...path, "when", id];
    if (!source) return [finding(place, `there is no question "${id}"`, "Name one of this survey.")];
    if (at >= index)
      return [finding(place, `"${id}" is not asked before`, "Name an earlier question, or move this one.")];
    if (source.kind === "message")
      return [finding(place, `"${id}" is a message and has no answer`, "Name a question that is answered.")];
    return checkCondition(source, condition, place);
  });
