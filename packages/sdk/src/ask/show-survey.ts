// Shows one survey: fetches what draws it, makes sure that no other tab shows one, claims it, and tells what comes of it.
import type { Place } from "@waymark/journey";
import type { Configuration, Entry, JsonObject, MountSurvey, Strings, SubmissionData } from "@waymark/protocol";
import type { Report } from "../report.ts";
import type { Fate } from "./create-explaining.ts";
import { createTeller, type Left, type TellerContext } from "./create-teller.ts";
import { createDrafts } from "./drafts.ts";
import { fillTraits } from "./fill-traits.ts";
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
  /** What the site has told of the visitor. */
  readonly traits: () => Promise<JsonObject>;
  /** Told when a survey comes and when it is gone. */
  readonly giveWay: (isAsked: boolean) => void;
}

export interface Showing {
  readonly submission: SubmissionData;
  /** Where the entry that asks stood. */
  readonly place: Place;
  readonly cause?: Entry;
  /** A preview: what it tells counts for nothing, and nothing of it is kept. */
  readonly isTest?: boolean;
  /** The visitor has opened it, and waits for it in this tab. */
  readonly isOpened?: boolean;
  readonly left?: Left | undefined;
  /** The last word before it is mounted: resolves with what stands in the way. */
  readonly claim: () => Promise<Fate | undefined>;
  /** Called with the type of each outcome, and with `asked` when it is mounted. */
  readonly hear: (type: string) => void;
}

/** Resolves when the survey is gone, or can't be shown, with what became of it. */
export async function showSurvey(
  context: ShowContext,
  { submission, place, cause, isTest, isOpened = false, left, claim, hear }: Showing,
  stopped: AbortSignal,
): Promise<Fate> {
  const mountSurvey = await context.load("survey").catch(() => undefined);
  if (!mountSurvey) return "missed: chunk";
  const floor = new AbortController();
  let quit = () => {};
  try {
    const isFree = isOpened || (await takeFloor(context, floor.signal, () => quit()));
    if (!isFree) return "missed: another tab";
    const refused = await claim();
    const survey = context.configuration.surveys?.[submission.survey];
    if (refused || !survey || stopped.aborted) return refused ?? "missed: stopped";
    const traits = await context.traits().catch(() => ({}));
    hear("asked");
    await new Promise<void>((resolve) => {
      const { tell, sent } = createTeller(context, submission, place, { cause, left, isTest });
      const load = async (language: string) => {
        await context.load("languages");
        return context.load(`survey.${language}`);
      };
      const { root, report } = context;
      const drafts = isTest ? undefined : createDrafts(context, { submission, place, ...(cause && { cause }) });
      const { draft, keep } = drafts ?? {};
      context.giveWay(true);
      const gone = () => {
        context.giveWay(false);
        resolve();
      };
      const options = { document: root, load, sent, draft, isOpened, keep, gone, problem: report.problem };
      // Whoever opens it does not have to be rid of it.
      const wanted = isOpened ? { ...survey, snooze: false, decline: false } : survey;
      const stop = mountSurvey(fillTraits(wanted, traits), options, (outcome) => {
        const { type } = outcome;
        drafts?.end(type);
        tell(outcome);
        hear(type);
        // While it thanks others may be asked; what stands behind a button waits until it is gone.
        if (type !== "shown" && type !== "answer" && !isOpened) resolve();
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
