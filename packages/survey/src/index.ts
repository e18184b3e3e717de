// The micro-survey from npm: what shows a survey and tells what became of it, and a button that opens one.
import type { MountSurvey } from "@waymark/protocol";
import { loadLanguage } from "./load-language.ts";
import { mountSurvey as mount } from "./mount-survey.ts";

export { standButton } from "./stand-button.ts";

/** @see mount-survey.ts */
export const mountSurvey: MountSurvey = (survey, options, onOutcome) =>
  mount(survey, { ...options, load: loadLanguage }, onOutcome);
