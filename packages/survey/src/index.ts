// The micro-survey from npm: one function that shows a survey and tells what became of it.
import type { MountSurvey } from "@waymark/protocol";
import { loadLanguage } from "./load-language.ts";
import { mountSurvey as mount } from "./mount-survey.ts";

/** @see mount-survey.ts */
export const mountSurvey: MountSurvey = (survey, options, onOutcome) =>
  mount(survey, { ...options, load: loadLanguage }, onOutcome);
