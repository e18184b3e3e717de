// Which surveys a recorded visitor was really shown, and for which entry.
import { toMilliseconds } from "@waymark/journey";
import type { Answer, Configuration, Entry, SurveyEntry } from "@waymark/protocol";
import type { Told } from "./journey.ts";

export interface Recorded {
  readonly submission: string;
  /** When it began to be on the page, ms since the epoch. */
  readonly at: number;
}

/** A survey is told as shown when it has been in view for so long, ms. */
const SHOWN_AFTER = 1000;
/** A page looks that long for a calm moment, ms; the rest is for what loads meanwhile. */
const CALM_WITHIN = 30_000 + 10_000;

const isSurvey = (entry: Entry): entry is SurveyEntry => entry.kind === "survey";
const isAnswer = (entry: Entry): entry is Answer => entry.kind === "answer";

/** Looks for the survey that came of an entry. Answers name the entry itself; of others it is the next that fits. */
export type FindRecorded = (
  entry: Entry,
  ask: { readonly trigger: string; readonly survey: string },
) => Recorded | undefined;

export function createRecorded(plan: Configuration, told: readonly Told[]): FindRecorded {
  const entries = told.map(({ entry }) => entry);
  const shown = entries.filter(isSurvey).filter(({ type }) => type === "shown");
  if (shown.length === 0) return () => undefined;
  const causes = new Map(
    entries.filter(isAnswer).map(({ data: { submission, evidence } }) => [submission, evidence.cause?.id]),
  );
  const used = new Set<string>();
  return (entry, { trigger, survey }) => {
    const delay = toMilliseconds(plan.triggers?.find(({ id }) => id === trigger)?.delay ?? "0s");
    const isNear = (at: number) => at >= entry.at && at <= entry.at + delay + CALM_WITHIN;
    const found = shown.find(({ data, at, tab }) => {
      if (data.trigger !== trigger || data.survey !== survey || used.has(data.submission)) return false;
      const cause = causes.get(data.submission);
      return cause === undefined ? tab === entry.tab && isNear(at) : cause === entry.id;
    });
    if (!found) return undefined;
    used.add(found.data.submission);
    return { submission: found.data.submission, at: Math.max(entry.at, found.at - SHOWN_AFTER) };
  };
}
