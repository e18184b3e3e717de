// Shows one survey: fetches what draws it, makes sure that no other tab shows one, claims it, and tells what comes of it.
import type { Place } from "@waymark/journey";
import type { Configuration, Entry, MountSurvey, Strings, SubmissionData } from "@waymark/protocol";
import type { Report } from "../report.ts";
import type { Fate } from "./create-explaining.ts";
import { createTeller, type Left, type TellerContext } from "./create-teller.ts";
import { createDrafts } from "./drafts.ts";
import { type FloorContext, takeFloor } from "./take-floor.ts";

/** Gets what draws surveys, or the words of a language once `languages` has brought its hash. */
export interface LoadSurvey {
  (name: "survey"): Promise<MountSurvey>;
  (name: "languages"): Promise<true>;
  (name: `survey.${string}`): Promise<Strings>;
}

export interface ShowContext extends TellerContext, FloorContext {
  readonly root: Document;
  readonly configuration: Configuration;
  readonly load: LoadSurvey;
  readonly report: Pick<Report, "problem">;
}

export interface Showing {
  readonly submission: SubmissionData;
  /** Where the entry that asks stood. */
  readonly place: Place;
  readonly cause?: Entry;
  readonly left?: Left | undefined;
  /** The last word before it is mounted: resolves with what stands in the way. */
  readonly claim: () => Promise<Fate | undefined>;
  /** Called with the type of each outcome, and with `asked` when it is mounted. */
  readonly hear: (type: string) => void;
}

/** Resolves when the survey is gone, or can't be shown, with what became of it. */
export async function showSurvey(
  context: ShowContext,
  { submission, place, cause, left, claim, hear }: Showing,
  stopped: AbortSignal,
): Promise<Fate> {
  const mountSurvey = await context.load("survey").catch(() => undefined);
  if (!mountSurvey) return "missed: chunk";
  const floor = new AbortController();
  let quit = () => {};
  try {
    if (!(await takeFloor(context, floor.signal, () => quit()))) return "missed: another tab";
    const refused = await claim();
    const survey = context.configuration.surveys?.[submission.survey];
    if (refused || !survey || stopped.aborted) return refused ?? "missed: stopped";
    hear("asked");
    await new Promise<void>((resolve) => {
      const { tell, sent } = createTeller(context, submission, place, cause, left);
      const load = async (language: string) => {
        await context.load("languages");
        return context.load(`survey.${language}`);
      };
      const { root, report } = context;
      const { draft, keep, end } = createDrafts(context, { submission, place, ...(cause && { cause }) });
      const options = { document: root, load, sent, draft, keep, gone: resolve, problem: report.problem };
      const stop = mountSurvey(survey, options, (outcome) => {
        const { type } = outcome;
        end(type);
        tell(outcome);
        hear(type);
        if (type !== "shown" && type !== "answer") resolve();
      });
      quit = () => {
        stop();
        resolve();
      };
      stopped.addEventListener("abort", quit, { once: true });
    });
    return "asked";
  } finally {
    floor.abort();
  }
}
