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

export interface AskContext extends KnowledgeContext, ShowContext {
  readonly makeId: () => string;
  readonly report: Report;
}

export interface Ask extends Pick<Explaining, "explained"> {
  /** Looks at an entry for a trigger. */
  readonly offer: (entry: Entry) => Promise<void>;
  /** Shows a survey now, whatever its limits say; counts against none. */
  readonly ask: (survey: string) => Promise<void>;
}

/** Without an identity, with consent `anonymous`, surveys are asked by hand alone. */
export function createAsk(context: AskContext, stopped: AbortSignal): Ask {
  const { configuration: plan, placing, store, identity, clock, makeId, report, root } = context;
  const knowledge = createKnowledge(context);
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
    tell(await askCalmly({ ...context, knowledge, turns }, each, stopped));
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
          ? showSurvey(context, { submission, place, ...(cause && { cause }), claim, hear }, stopped)
          : "missed: not calm",
      ),
    );
  };
  const interrupted = findInterrupted(context);
  if (interrupted) resume(interrupted).catch((error) => report.debug("missed", error));
  return {
    explained,
    async offer(entry) {
      if (entry.type === "step") left = entry.data as unknown as Left;
      turns.look();
      // Where limits can't be kept, nobody is asked: it would be on every page.
      if (!identity || store.level !== "idb") return;
      const isEntered = entry.stage !== stage;
      stage = entry.stage;
      if (stage && isEntered) fetchAhead(context, knowledge, identity, stage).catch(() => {});
      await offer(entry, identity).catch((error) => report.debug("missed", error));
    },
    async ask(survey) {
      if (!Object.hasOwn(plan.surveys ?? {}, survey))
        return report.problem(`ask("${survey}")`, "names none of the configured surveys");
      const turn = turns.begin();
      turns.keep(turn);
      const submission = { survey, submission: makeId() };
      // Counts against no limit, but that nobody wants to be asked again holds for all.
      const hear = (type: string) => {
        const at = clock.now();
        const show: Show = { ...submission, at, session: identity?.sessionAt(at) ?? "", ending: "declined" };
        if (type === "declined") knowledge.claim(show, () => true);
      };
      const byHand = { submission, place: placing.place(), claim: async () => undefined, hear };
      report.debug(await turns.take(turn, () => showSurvey(context, byHand, stopped)));
    },
  };
}
