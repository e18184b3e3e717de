// Walks a visitor through a plan by moments: what the tests of abandonment share.
import { advance, type Change, type Moment, type Place, type Progress, type Sign } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const START = 1_795_300_000_000;
export const PLAN: Configuration = {
  stages: [
    { id: "discover", pages: ["/"] },
    { id: "checkout", steps: [{ id: "cart" }, { id: "address" }, { id: "pay" }, { id: "done", goal: true }] },
    {
      id: "help",
      steps: [{ id: "asked" }, { id: "solved", goal: true }],
      ...{ after: "5m", recoverWithin: "1d", stalledAfter: "2m" },
    },
  ],
};
export const away: Place = { stage: "discover", step: "discover" };
export const inside = (step: string, stage = "checkout"): Place => ({ stage, step });

export type Rest = Omit<Moment, "at" | "place">;
/** Where, how long after the stop before, and what else is known; no place is time that goes by. */
export type Stop = readonly [place: Place | undefined, after: number, rest?: Sign | Rest];

export const walk = (stops: readonly Stop[], from: Progress = {}, by: Configuration = PLAN) => {
  let now = START;
  let progress = from;
  const changes: Change[] = [];
  for (const [place, after, rest = {}] of stops) {
    now += after;
    const more = typeof rest === "string" ? { sign: rest } : rest;
    const next = advance(by, progress, { at: now, place, ...more });
    progress = next.progress;
    changes.push(...next.changes);
  }
  const told = changes.map(({ state, attempt, reason }) => [attempt, state, reason].join(" ").trim());
  return { progress, changes, told, now };
};
