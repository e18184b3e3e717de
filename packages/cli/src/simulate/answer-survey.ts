// What a simulated visitor answers to a survey, question by question, as they feel.
import {
  type Choice,
  type ChoiceQuestion,
  type Condition,
  type Outcome,
  type Question,
  type Survey,
  toScale,
} from "@waymark/protocol";
import type { Random } from "./random.ts";
import type { Stop } from "./to-population.ts";

/** One answer, as the survey hands it out. */
export interface Given extends Omit<Extract<Outcome, { type: "answer" }>, "type" | "language"> {
  /** How long it took, ms. */
  readonly after: number;
}

export type Verbatim = Stop["verbatims"][number];
/** Deals one of several texts. */
export type Deal = (texts: readonly Verbatim[]) => Verbatim | undefined;

/** Of those who may leave a text out: write one. */
const WRITE = 0.5;
/** A text is as near as the nearest, or no farther from the mood than this. */
const NEAR = 0.9;

const toValue = (choice: Choice): string => (typeof choice === "string" ? choice : choice.value);

const meets = (answer: Given | undefined, condition: Condition): boolean => {
  if (!answer) return false;
  const { value } = answer;
  if ("includes" in condition)
    return !answer.other && [value].flat().some((each) => condition.map(String).includes(`${each}`));
  const { min = -Infinity, max = Infinity } = condition as { readonly min?: number; readonly max?: number };
  return typeof value === "number" && value >= min && value <= max;
};

const isAsked = ({ when = {} }: Question, given: readonly Given[]): boolean =>
  Object.entries(when).every(([id, condition]) =>
    meets(
      given.find(({ question }) => question === id),
      condition,
    ),
  );

/** Texts that somebody in this mood would write. */
const near = (verbatims: readonly Verbatim[], mood: number): readonly Verbatim[] => {
  const distance = (each: Verbatim) => Math.abs(each.mood - mood);
  const nearest = Math.max(NEAR, Math.min(...verbatims.map(distance)));
  return verbatims.filter((each) => distance(each) <= nearest);
};

const toScore = (question: Question, mood: number) => {
  const { min, max } = toScale(question) ?? { min: 0, max: 0 };
  const share = (Math.min(2, Math.max(-2, mood)) + 2) / 4;
  return { value: Math.round(min + share * (max - min)), min, max };
};

/** @param mood −2 to +2; scores and words both follow it */
export function answerSurvey(
  [id, survey]: readonly [id: string, survey: Survey],
  stop: Stop,
  mood: number,
  random: Random,
  deal: Deal,
): readonly Given[] {
  const write = (as: number) => deal(near(stop.verbatims, as))?.text ?? "";
  const choose = (question: ChoiceQuestion): Pick<Given, "value" | "other"> => {
    const values = question.choices.map(toValue);
    const wanted = stop.choices[`${id}/${question.id}`] ?? Object.fromEntries(values.map((v, i) => [v, 1 / (i + 1)]));
    const value = random.weigh(wanted);
    if (value !== undefined && values.includes(value)) return { value };
    // What has no choice of its own is seldom praise.
    return question.other ? { value: write(Math.min(mood, -0.5)), other: true } : { value: values[0] ?? "" };
  };
  const answer = (question: Question): Omit<Given, "question" | "kind"> | undefined => {
    switch (question.kind) {
      case "message":
        return undefined;
      case "text":
        if (question.optional && !random.chance(WRITE)) return undefined;
        return { value: write(mood), after: random.between(8000, 30_000) };
      case "choice":
        return { ...choose(question), after: random.between(2500, 9000) };
      case "choices": {
        const { value, ...other } = choose(question);
        return { value: [`${value}`], ...other, after: random.between(2500, 9000) };
      }
      default:
        return { ...toScore(question, mood), after: random.between(1500, 6000) };
    }
  };
  const given: Given[] = [];
  for (const question of survey.questions) {
    const own = isAsked(question, given) ? answer(question) : undefined;
    if (own) given.push({ question: question.id, kind: question.kind, ...own });
  }
  return given;
}
