// Surveys that ask too much, or questions that can't be reached.
import type { Survey, Thanks } from "@waymark/protocol";
import { checkConditions } from "./check-conditions.ts";
import { checkSelector } from "./check-selector.ts";
import { checkTexts } from "./check-texts.ts";
import { checkUnique } from "./check-unique.ts";
import { type Finding, finding } from "./finding.ts";
import type { Part } from "./to-parts.ts";

const MAX_QUESTIONS = 3;

const checkPlacement = ({ placement }: Survey, path: readonly PropertyKey[]): Finding[] =>
  typeof placement === "object" && !("button" in placement)
    ? Object.entries(placement).flatMap(([at, selector]) => checkSelector(selector, [...path, at]))
    : [];

/** Those that have conditions. */
const toThanks = ({ thanks }: Survey): readonly Thanks[] => (Array.isArray(thanks) ? thanks : []);

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
    ...questions.flatMap(({ when }, index) => checkConditions(when, questions, index, [...path, index])),
    ...toThanks(survey).flatMap(({ when }, index) =>
      checkConditions(when, questions, questions.length, [...own, "thanks", index]),
    ),
    ...checkTexts(survey, own),
    ...checkPlacement(survey, [...own, "placement"]),
  ];
}

export const checkSurveys = (surveys: readonly Part<Survey>[]): Finding[] => surveys.flatMap(checkSurvey);
