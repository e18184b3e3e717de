// Shows a survey in a page, and lets nothing that goes wrong with it reach the page.
import type { MountSurvey, Outcome, Stop } from "@waymark/protocol";
import { toPlainSurvey } from "./plain-survey.ts";
import { startSurvey } from "./start-survey.ts";

/**
 * Shows a survey in the corner of a page, or at the bottom of a narrow one. Nothing is thrown, not even what
 * `onOutcome` throws; a survey that can't be shown is not shown. `shown` comes once, before every other outcome.
 */
export const mountSurvey: MountSurvey = (survey, { document, language }, onOutcome) => {
  const undo: Stop[] = [];
  const stop = () => {
    for (const step of undo.splice(0).reverse()) attempt(step);
  };
  const guard = (task: () => void) => {
    if (!attempt(task)) stop();
  };
  let isShown = false;
  const tell = (outcome: Outcome) => {
    if (!isShown) attempt(() => onOutcome({ type: "shown" }));
    isShown = true;
    if (outcome.type !== "shown") attempt(() => onOutcome(outcome));
  };
  guard(() => {
    const wanted = language || document.documentElement.lang || document.defaultView?.navigator.language || "en";
    const plain = toPlainSurvey(survey, wanted, document.baseURI);
    if (plain.questions.length > 0) startSurvey(plain, { document, tell, guard, undo, stop });
  });
  return stop;
};

/** Whether a task ran to its end. */
function attempt(task: () => void): boolean {
  try {
    task();
    return true;
  } catch {
    return false;
  }
}
