// Surveys that ask too much, or questions that can't be reached.
import type { Survey } from "@waymark/protocol";
import { checkConditions } from "./check-conditions.ts";
import { checkTexts } from "./check-texts.ts";
import { checkUnique } from "./check-unique.ts";
import { type Finding, finding } from "./finding.ts";
import type { Part } from "./to-parts.ts";

const MAX_QUESTIONS = 3;

function checkSurvey({ value: survey, path: own }: Part<Survey>): Finding[] {
  const { questions } = survey;
  const path = [...own, "questions"];
  const found = checkUnique(questions.map(({ id }, index) => ({ id, path: [...path, index, "id"] })));
  if (questions.length > MAX_QUESTIONS) {
    const remedy = `Keep at most ${MAX_QUESTIONS}: more drive people off.`;
    found.push(finding(path, `has ${questions.length} questions`, remedy));
  }
  return [
    ...found,
    ...questions.flatMap((_, index) => checkConditions(questions, index, path)),
    ...checkTexts(survey, own),
  ];
}

export const checkSurveys = (surveys: readonly Part<Survey>[]): Finding[] => surveys.flatMap(checkSurvey);
