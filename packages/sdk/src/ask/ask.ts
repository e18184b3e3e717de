// From an entry to a survey on the page: whatever a trigger waits for is decided, and asked when it is calm.
import { decide, findStep, type Show } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import type { Identity } from "../identity.ts";
import type { Report } from "../report.ts";
import { askCalmly } from "./ask-calmly.ts";
import { untilCalm } from "./calm.ts";
import { createExplaining, type Explaining, type Fate } from "./create-explaining.ts";
import { createKnowledge, type KnowledgeContext } from "./create-knowledge.ts";
import type { Left } from "./create-teller.ts";
import { createTurns } from "./create-turns.ts";
import { type Asked, findInterrupted } from "./drafts.ts";
import { fetchAhead } from "./fetch-ahead.ts";
import { type ShowContext, showSurvey } from "./show-survey.ts";
import { type ButtonsContext, standButtons } from "./stand-buttons.ts";

export interface AskContext extends KnowledgeContext, Omit<ShowContext, "traits" | "load" | "giveWay"> {
  readonly makeId: () => string;
  readonly load: ShowContext["load"] & ButtonsContext["load"];
  readonly report: Report;
}

export interface Ask extends Pick<Explaining, "explained"> {
  /** Looks at an entry for a trigger. */
  readonly offer: (entry: Entry) => Promise<void>;
  /** Shows a survey now, whatever its limits say; counts against none. `preview:` before its id has it count for nothing. */
  readonly ask: (survey: string) => Promise<void>;
}

const PREVIEW = "preview:";

/** Without an identity, with consent `anonymous`, surveys are asked by hand alone. */
export function createAsk(context: AskContext, stopped: AbortSignal): Ask {
  const { configuration: plan, placing, store, identity, clock, makeId, report, root } = context;
  const knowledge = createKnowledge(context);
  const showing: ShowContext = {
    ...context,
    traits: knowledge.traits,
    giveWay: (isAsked) => buttons.giveWay(isAsked),
  };
  const turns = createTurns(placing.place, stopped);
  const { add, explained } = createExplaining(report.debug);
  let left: Left | undefined;
  let stage: string | null | undefined;

  const offer = async (entry: Entry, own: Identity) => {
    const taken = knowledge.take(entry, own);
    if (!taken) return;
    const turn = turns.begin();
    const known = await taken;
    const session = () => own.sessionAt(clock.now());
    const decideBy = (history: readonly Show[]) =>
      decide(plan, history, entry, { ...known, session: session() }, clock.now());
    const { ask, trace } = decideBy(await knowledge.history());
    const tell = add(entry, trace, ask ? "waiting" : "nobody asked");
    if (!ask) return turns.keep(turn);
    const each = { entry, ask, turn, tell, session, decideBy, left: () => left };
    tell(await askCalmly({ ...showing, makeId, knowledge, turns }, each, stopped));
  };
  /** A survey that went with its page comes back on the next, as it was left. */
  const resume = async ({ submission, place, cause }: Asked) => {
    const turn = turns.begin();
    turns.keep(turn);
    const isPayment = () => !!findStep(plan, placing.place())?.payment;
    const claim = async (): Promise<Fate | undefined> => undefined;
    const hear = (type: string) => knowledge.end(submission.submission, type);
    report.debug(
      "resumed",
      await turns.take(turn, async () =>
        (await untilCalm(root, isPayment, stopped)) && !stopped.aborted
          ? showSurvey(showing, { submission, place, ...(cause && { cause }), claim, hear }, stopped)
          : "missed: not calm",
      ),
    );
  };
  const askNow = (survey: string, isTest: boolean, isOpened = false): Promise<Fate> => {
    const turn = turns.begin();
    turns.keep(turn);
    const submission = { survey, submission: makeId() };
    // Counts against no limit, but that nobody wants to be asked again holds for all.
    const hear = (type: string) => {
      const at = clock.now();
      const show: Show = { ...submission, at, session: identity?.sessionAt(at) ?? "", ending: "declined" };
      if (type === "declined" && !isTest) knowledge.claim(show, () => true);
    };
    const byHand = { submission, place: placing.place(), isTest, isOpened, claim: async () => undefined, hear };
    return turns.take(turn, () => showSurvey(showing, byHand, stopped));
  };
  const buttons = standButtons(context, (survey) => askNow(survey, false, true), stopped);
  const interrupted = findInterrupted(context);
  if (interrupted) resume(interrupted).catch((error) => report.debug("missed", error));
  return {
    explained,
    async offer(entry) {
      if (entry.type === "step") left = entry.data as unknown as Left;
      turns.look();
      buttons.look();
      // Where limits can't be kept, nobody is asked: it would be on every page.
      if (!identity || store.level !== "idb") return;
      const isEntered = entry.stage !== stage;
      stage = entry.stage;
      if (stage && isEntered) fetchAhead(context, knowledge, identity, stage).catch(() => {});
      await offer(entry, identity).catch((error) => report.debug("missed", error));
    },
    async ask(name) {
      const isTest = name.startsWith(PREVIEW);
      const survey = isTest ? name.slice(PREVIEW.length) : name;
      if (!Object.hasOwn(plan.surveys ?? {}, survey))
        return report.problem(`ask("${survey}")`, "names none of the configured surveys");
      report.debug(await askNow(survey, isTest));
    },
  };
}
