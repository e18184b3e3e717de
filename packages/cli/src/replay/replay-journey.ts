// One visitor's journey once more: which surveys are asked in it, and what stood in the way of the others.
import { type Context, decide, toContext, toMilliseconds } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import { createRecorded } from "./find-recorded.ts";
import type { Journey, Told } from "./journey.ts";
import type { Replayed } from "./verdict.ts";
import { CALM_FOR, drop, end, follow, isBusy, pass, type Run, toStopped } from "./wait-for-calm.ts";

/** In the fixture's shares is everybody. */
const toPlan = (plan: Configuration, { isSampled }: Journey): Configuration =>
  isSampled ? { ...plan, triggers: plan.triggers?.map((trigger) => ({ ...trigger, sample: 1 })) } : plan;

function look(run: Run, { entry, plan: placedBy }: Told, context: Context): void {
  const { plan, hash } = run;
  const { ask, trace } = decide(plan, run.history, entry, context, entry.at);
  run.verdicts.push(...toStopped(trace, entry));
  if (!ask) return;
  const { submission, at } = run.findRecorded(entry, ask) ?? {};
  const { delay = "0s" } = plan.triggers?.find(({ id }) => id === ask.trigger) ?? {};
  const delayed = entry.at + toMilliseconds(delay);
  const due = at ?? delayed + CALM_FOR;
  const calmFrom = Math.min(delayed, due);
  const pending = { ask, entry, context, standing: run.standing.get(entry.tab ?? ""), calmFrom, due, submission };
  const isKnown = hash !== undefined && placedBy === hash;
  if (isKnown && submission === undefined) drop(run, pending, isBusy(run) ? "busy" : "missed");
  else run.waiting = [...run.waiting, pending];
  pass(run, entry.at);
}

/**
 * Decides every entry by the page's own functions, at the time of the entry and, as the page does, once more at the moment
 * when the survey opens. A survey that the page really opened for the same entry is taken as it was, with its ending; of one
 * that it did not, with another configuration, it is supposed that a second is calm unless the visitor goes elsewhere in it,
 * and that it is ignored.
 *
 * @param hash what pages call the configuration; without one none is supposed to have had it
 */
export function replayJourney(configuration: Configuration, journey: Journey, hash?: string): Replayed {
  const plan = toPlan(configuration, journey);
  const findRecorded = createRecorded(plan, journey.told);
  const run: Run = {
    ...{ plan, findRecorded, hash, standing: new Map(), asks: [], verdicts: [] },
    ...{ history: [], waiting: [], calming: undefined, open: undefined },
  };
  let context: Context | undefined;
  for (const told of journey.told) {
    const { entry, session } = told;
    pass(run, entry.at);
    context = toContext(plan, context, entry, { visitor: journey.visitor, session });
    follow(run, entry);
    if (entry.kind === "survey" || entry.kind === "answer") end(run, entry);
    else look(run, told, context);
  }
  pass(run, Infinity);
  return { asks: run.asks, verdicts: run.verdicts };
}
