// From an entry to a survey on the page: decide, wait for a calm moment, decide again and claim, mount, tell what came of it.
import {
  decide,
  type Ending,
  findStep,
  isSamePlace,
  matchPattern,
  type Place,
  type Show,
  toEvidence,
} from "@waymark/journey";
import type { Configuration, Entry, MountSurvey, Outcome, SubmissionData } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Identity } from "../identity.ts";
import type { Emit } from "../observation.ts";
import type { Report } from "../report.ts";
import type { Store } from "../store.ts";
import type { TabMemory } from "../tab-memory.ts";
import { untilCalm } from "./calm.ts";

export interface AskContext {
  readonly root: Document;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly configuration: Configuration;
  /** Where the visitor stands, and for how many engaged ms. */
  readonly placing: { readonly place: () => Place; readonly dwell: () => number };
  readonly tab: TabMemory;
  readonly store: Store;
  /** Absent with consent `anonymous`: then surveys are asked by hand alone. */
  readonly identity: Identity | undefined;
  readonly makeId: () => string;
  readonly report: Report;
  readonly chunks: { readonly survey: () => Promise<MountSurvey> };
  /** Takes out of typed text what must not be kept. */
  readonly redact: (text: string) => string;
}

export interface Ask {
  /** Looks at an entry for a trigger. */
  readonly offer: (entry: Entry) => Promise<void>;
  /** Shows a survey now, whatever its limits say; counts against none. */
  readonly ask: (survey: string) => Promise<void>;
}

/** The place that the visitor went away from last, and the engaged ms there. */
interface Left {
  readonly from?: Place;
  readonly dwell: number;
}

const MOST_SHOWS = 100;
const SHOWS = ["s"];
const ENDINGS: { readonly [type: string]: Ending | undefined } = {
  answer: "answered",
  dismissed: "dismissed",
  snoozed: "snoozed",
};

export function createAsk(context: AskContext, stopped: AbortSignal): Ask {
  const { root, configuration: plan, placing, store, identity, clock, makeId, report, chunks } = context;
  let isBusy = false;
  let left: Left | undefined;

  const offer = async (entry: Entry, { visitor, sessionAt }: Identity) => {
    const before = placing.place();
    const asked = { visitor: visitor(), session: sessionAt(clock.now()) };
    const look = (shows: readonly Show[]) => decide(plan, shows, entry, asked, clock.now());
    const { ask, trace } = look((await store.list<readonly Show[]>("s", 1))[0] ?? []);
    report.debug("decided", ask, trace);
    if (!ask) return;
    chunks.survey().catch(() => {}); // ahead, so that a visitor who goes offline can still answer
    const isPayment = () => !!findStep(plan, placing.place())?.payment;
    if (!(await untilCalm(root, isPayment, stopped))) return report.debug("missed: not calm");
    if (!isSamePlace(before, placing.place())) return report.debug("missed: moved on");
    const mountSurvey = await chunks.survey();
    const submission = makeId();
    const place = { stage: entry.stage ?? null, step: entry.step ?? "" };
    const show = { ...ask, submission, at: clock.now(), session: asked.session, place };
    // Decided again where all tabs see it, so that neither a second tab nor a kill can ask twice.
    let isClaimed = false;
    await store.update<readonly Show[]>(SHOWS, (shows = []) => {
      isClaimed = look(shows).ask?.trigger === ask.trigger;
      return isClaimed ? [...shows, show].slice(-MOST_SHOWS) : undefined;
    });
    if (isClaimed) await mount(mountSurvey, { submission, ...ask }, place, entry);
  };

  /** Resolves when the survey is gone. */
  const mount = (mountSurvey: MountSurvey, submission: SubmissionData, place: Place, cause?: Entry) =>
    new Promise<void>((resolve) => {
      const survey = plan.surveys?.[submission.survey];
      if (!survey || stopped.aborted) return resolve();
      const tell = createTeller({ ...context, left }, submission, place, cause);
      const stop = mountSurvey(survey, { document: root }, (outcome) => {
        tell(outcome);
        if (outcome.type !== "shown" && outcome.type !== "answer") resolve();
      });
      stopped.addEventListener("abort", stop, { once: true });
    });

  const alone = async (work: () => Promise<void>) => {
    if (isBusy) return report.debug("missed: busy");
    isBusy = true;
    await work().catch((error) => report.debug("missed: chunk", error));
    isBusy = false;
  };
  return {
    async offer(entry) {
      if (entry.type === "step") left = entry.data as unknown as Left;
      const isWanted = plan.triggers?.some(({ on }) => matchPattern(on, entry));
      // Where limits can't be kept, nobody is asked: it would be on every page.
      if (identity && isWanted && store.level === "idb") await alone(() => offer(entry, identity));
    },
    ask: (survey) =>
      alone(async () => {
        if (!plan.surveys?.[survey]) report.problem(`ask("${survey}")`, "names none of the configured surveys");
        await mount(await chunks.survey(), { survey, submission: makeId() }, placing.place());
      }),
  };
}

/** Makes observations of a survey's outcomes and keeps the ending for the limits. */
function createTeller(
  { emit, store, tab, placing, clock, redact, left }: AskContext & { readonly left: Left | undefined },
  submission: SubmissionData,
  place: Place,
  cause: Entry | undefined,
): (outcome: Outcome) => void {
  const engaged = isSamePlace(place, placing.place())
    ? placing.dwell()
    : isSamePlace(left?.from, place)
      ? left?.dwell
      : 0;
  const evidence = toEvidence(place, engaged ?? 0, cause, tab.last(), clock.now());
  return (outcome) => {
    const { type } = outcome;
    const ending = ENDINGS[type];
    if (ending) {
      store
        .update<readonly Show[]>(SHOWS, (shows) =>
          shows?.map((show) => (show.submission === submission.submission ? { ending, ...show } : show)),
        )
        .catch(() => {});
    }
    if (type !== "answer") {
      emit({ kind: "survey", type, name: submission.survey, data: { ...submission }, place });
      return;
    }
    const { type: _, kind, value, ...rest } = outcome;
    const isTyped = kind === "text" || outcome.other;
    const data = { ...submission, ...rest, value: isTyped ? redact(String(value)) : value, evidence };
    const name = `${submission.survey}/${outcome.question}`;
    emit({ kind: "answer", type: kind, name, data, place });
  };
}
