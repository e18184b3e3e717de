// Asks in a calm moment, if by then it is still to be asked.
import { type Decision, findStep, type Show, toMilliseconds } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { untilCalm } from "./calm.ts";
import type { Fate, Tell } from "./create-explaining.ts";
import type { Knowledge } from "./create-knowledge.ts";
import type { Left } from "./create-teller.ts";
import type { Turn, Turns } from "./create-turns.ts";
import { type ShowContext, showSurvey } from "./show-survey.ts";

export interface AskCalmlyContext extends ShowContext {
  readonly makeId: () => string;
  readonly knowledge: Knowledge;
  readonly turns: Turns;
}

/** What an entry has led to. */
export interface Case {
  readonly entry: Entry;
  readonly ask: NonNullable<Decision["ask"]>;
  readonly turn: Turn;
  readonly tell: Tell;
  /** The session that holds now. */
  readonly session: () => string;
  readonly decideBy: (history: readonly Show[]) => Decision;
  readonly left: () => Left | undefined;
}

/** The longest time that a timer can wait, ms. */
const LONGEST = 2 ** 31 - 1;

/** Resolves with what became of it, once the survey is gone. */
export async function askCalmly(context: AskCalmlyContext, each: Case, stopped: AbortSignal): Promise<Fate> {
  const { root, configuration: plan, placing, load, turns } = context;
  const { ask, turn } = each;
  const delay = plan.triggers?.find(({ id }) => id === ask.trigger)?.delay;
  const isPayment = () => !!findStep(plan, placing.place())?.payment;
  load("survey").catch(() => {}); // ahead, see `fetchAhead`
  if (delay) await pause(Math.min(toMilliseconds(delay), LONGEST), turn.over);
  return turns.take(turn, async () => {
    const isCalm = await untilCalm(root, isPayment, turn.over);
    if (turn.hasMoved()) return "cancelled: moved on";
    return isCalm ? claimAndShow(context, each, stopped) : "missed: not calm";
  });
}

function claimAndShow(context: AskCalmlyContext, each: Case, stopped: AbortSignal): Promise<Fate> {
  const { clock, makeId, knowledge, turns } = context;
  const { entry, ask, turn, tell, session, decideBy, left } = each;
  const submission = makeId();
  const place = { stage: entry.stage ?? null, step: entry.step ?? "" };
  /** Decided again where all tabs see it. */
  const claim = async (): Promise<Fate | undefined> => {
    if (turn.hasMoved()) return "cancelled: moved on";
    turns.keep(turn);
    let fate: Fate | undefined = "missed: storage";
    const show: Show = { ...ask, submission, at: clock.now(), session: session(), place };
    const isKept = await knowledge.claim(show, (history) => {
      const again = decideBy(history);
      fate = again.ask?.trigger === ask.trigger ? undefined : "cancelled: decided otherwise";
      tell("waiting", again.trace);
      return !fate;
    });
    return isKept ? fate : (fate ?? "missed: storage");
  };
  const hear = (type: string) => (type === "asked" ? tell(type) : knowledge.end(submission, type));
  return showSurvey(
    context,
    { submission: { submission, ...ask }, place, cause: entry, left: left(), claim, hear },
    stopped,
  );
}

const pause = (ms: number, over: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    over.addEventListener("abort", end, { once: true });
  });
