// How surveys wait in a replay until they are asked: for their delay, for a calm moment, and for each other; and what ends that.
import {
  type Context,
  decide,
  type Gate,
  isSamePlace,
  type Place,
  type Show,
  toEnded,
  toHistory,
} from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import type { FindRecorded } from "./find-recorded.ts";
import { OPEN } from "./journey.ts";
import type { Ask, Verdict } from "./verdict.ts";

/** A page asks when nobody has typed or scrolled for so long, ms: sooner it cannot. */
export const CALM_FOR = 1000;

/** A survey that waits to be asked. */
export interface Pending {
  readonly ask: { readonly trigger: string; readonly survey: string };
  readonly entry: Entry;
  readonly context: Context;
  readonly standing: Place | undefined;
  /** When its delay is over and it looks for a calm moment, if no other does. */
  readonly calmFrom: number;
  /** When it opens, if nothing comes between. */
  readonly due: number;
  /** Of the survey that really opened. */
  readonly submission: string | undefined;
}

const placeOf = ({ stage = null, step = "" }: Entry): Place => ({ stage, step });

/** Which gate stopped each trigger that was pulled; those that nothing stopped are left out. */
export const toStopped = (trace: readonly Gate[], entry: Entry): readonly Verdict[] => {
  const first = new Map<string, Gate>();
  for (const gate of trace)
    if (!gate.pass && gate.gate !== "on" && !first.has(gate.trigger)) first.set(gate.trigger, gate);
  return [...first].map(([trigger, gate]) => ({ trigger, entry, came: gate.gate as Verdict["came"], gate }));
};

/** A replay on its way. */
export interface Run {
  readonly plan: Configuration;
  readonly findRecorded: FindRecorded;
  /** What pages call the plan; those that had it are right about what they asked. */
  readonly hash: string | undefined;
  /** Where the visitor stands in each document, by its `tab`. */
  readonly standing: Map<string, Place>;
  readonly asks: Ask[];
  readonly verdicts: Verdict[];
  history: readonly Show[];
  waiting: readonly Pending[];
  /** The one that looks for a calm moment. */
  calming: Pending | undefined;
  /** The survey on the page, by its submission. */
  open: string | undefined;
}

export const isBusy = ({ calming, open }: Run): boolean => calming !== undefined || open !== undefined;

export const drop = (run: Run, { ask: { trigger }, entry }: Pending, came: Verdict["came"]): void =>
  void run.verdicts.push({ trigger, entry, came });

/** The moment has come: decides again, and opens the survey. */
function settle(run: Run, { ask, entry, context, due, submission }: Pending): void {
  run.calming = undefined;
  const again = submission === undefined ? decide(run.plan, run.history, entry, context, due) : { ask, trace: [] };
  if (again.ask?.trigger !== ask.trigger) {
    run.verdicts.push(...toStopped(again.trace, entry));
    return;
  }
  run.open = submission ?? `replayed-${run.asks.length}`;
  const { session } = context;
  run.history = toHistory(run.history, { ...ask, submission: run.open, at: due, session, place: placeOf(entry) });
  run.asks.push({ ...ask, session, at: due, cause: entry, isRecorded: submission !== undefined });
  run.verdicts.push({ trigger: ask.trigger, entry, came: "asked" });
}

/** Its delay is over: it looks for a calm moment, unless another does. What really opened was kept back by nothing. */
function take(run: Run, pending: Pending): void {
  run.waiting = run.waiting.filter((each) => each !== pending);
  const isKept = pending.submission === undefined && isBusy(run);
  const kept = isKept ? pending : run.calming;
  if (kept) drop(run, kept, "busy");
  if (!isKept) run.calming = pending;
}

/** Lets time go on. */
export function pass(run: Run, until: number): void {
  for (;;) {
    const { calming, waiting } = run;
    const [first] = waiting.length > 1 ? waiting.toSorted((a, b) => a.calmFrom - b.calmFrom) : waiting;
    if (calming && calming.due <= Math.min(until, first?.calmFrom ?? until)) settle(run, calming);
    else if (first && first.calmFrom <= until) take(run, first);
    else return;
  }
}

/** Where the visitor goes, and what that takes away: a page that is left or hidden has no calm moment. */
export function follow(run: Run, entry: Entry): void {
  const { type, tab = "" } = entry;
  if (type !== "page" && type !== "step" && type !== "dwell") return;
  const isLoad = type === "page" && !run.standing.has(tab);
  run.standing.set(tab, placeOf(entry));
  if (isLoad) run.open = undefined;
  const isLost = (pending: Pending | undefined): pending is Pending => {
    if (!pending || pending.submission !== undefined) return false;
    const isGone = type === "dwell" || !isSamePlace(pending.standing, placeOf(entry));
    return isLoad || (isGone && pending.entry.tab === entry.tab);
  };
  const lost = [run.calming, ...run.waiting].filter(isLost);
  if (lost.length === 0) return;
  for (const pending of lost) drop(run, pending, "moved on");
  run.waiting = run.waiting.filter((pending) => !isLost(pending));
  if (isLost(run.calming)) run.calming = undefined;
}

/** How a survey ends, as it was recorded or written. */
export function end(run: Run, { kind, type, data }: Entry): void {
  const told = (data as { readonly submission?: string }).submission ?? "";
  const submission = told === OPEN ? (run.open ?? "") : told;
  run.history = toEnded(run.history, submission, kind === "answer" ? "answer" : type);
  if (submission === run.open && kind === "survey" && type !== "shown") run.open = undefined;
}
