// Shows a survey in a page, and lets nothing that goes wrong with it reach the page.
import type { MountSurvey, Outcome, Stop, SurveyDraft } from "@waymark/protocol";
import { toWanted } from "./language.ts";
import { toBuiltIn } from "./languages.ts";
import { toPlainSurvey } from "./plain-survey.ts";
import { startSurvey } from "./start-survey.ts";

/** The words of a language are waited for so long, ms. */
const WORDS_WITHIN = 2000;

/**
 * Shows a survey in the corner of a page, or at the bottom of a narrow one, once the words of its language are there.
 * Nothing is thrown, not even what `onOutcome` throws; a survey that can't be shown is not shown. `shown` comes once, before
 * every other outcome.
 */
export const mountSurvey: MountSurvey = (survey, options, onOutcome) => {
  const { document, language, load, keep, gone } = options;
  const undo: Stop[] = [];
  let isGone = false;
  const stop = () => {
    for (const step of undo.splice(0).reverse()) attempt(step);
    if (!isGone) attempt(() => gone?.());
    isGone = true;
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
  const keepSafely = (each: SurveyDraft) => void attempt(() => keep?.(each));
  guard(() => {
    const plain = toPlainSurvey(survey, toWanted(document, language), document.baseURI);
    if (plain.questions.length === 0) return stop();
    const begin = (built = plain.strings) => {
      const strings = { ...built, ...plain.wording };
      if (!isGone)
        guard(() => startSurvey({ ...plain, strings }, { ...options, tell, keep: keepSafely, guard, undo, stop }));
    };
    const name = toBuiltIn(plain.language);
    if (name === "en" || !load) begin();
    else Promise.race([load(name), late()]).then(begin, () => begin());
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

const late = () => new Promise<undefined>((resolve) => setTimeout(resolve, WORDS_WITHIN));
