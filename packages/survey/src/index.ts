// The micro-survey from npm: one function that shows a survey and tells what became of it.
export { mountSurvey } from "./mount-survey.ts";
