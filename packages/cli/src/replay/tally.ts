// Counts what a replay came to, journey by journey.
import { isBounce } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";
import type { Journey } from "./journey.ts";
import type { Ask, Replayed, Verdict } from "./verdict.ts";

/** How often a trigger was pulled, and what came of it; together the numbers in `came` are `pulled`. */
export interface TriggerTally {
  readonly trigger: string;
  readonly pulled: number;
  readonly came: { readonly [came in Verdict["came"]]?: number };
}

/** An ask in one journey. */
export interface JourneyAsk extends Ask {
  readonly journey: string;
}

export interface Tally {
  readonly journeys: number;
  readonly visits: number;
  /** Visits that went nowhere, see `isBounce`. */
  readonly bounces: number;
  readonly entries: number;
  readonly asks: readonly JourneyAsk[];
  /** In the order of the configuration. */
  readonly triggers: readonly TriggerTally[];
}

/** The entries of each visit: those of two tabs stand between each other. */
function toVisits({ told }: Journey): readonly (readonly Entry[])[] {
  const visits = new Map<string, Entry[]>();
  for (const { session, entry } of told) {
    const visit = visits.get(session);
    if (visit) visit.push(entry);
    else visits.set(session, [entry]);
  }
  return [...visits.values()];
}

export function createTally({ triggers = [] }: Configuration) {
  const counts = new Map(triggers.map(({ id }) => [id, new Map<Verdict["came"], number>()]));
  const asks: JourneyAsk[] = [];
  const sums = { journeys: 0, visits: 0, bounces: 0, entries: 0 };
  return {
    add(journey: Journey, replayed: Replayed) {
      const visits = toVisits(journey);
      sums.journeys += 1;
      sums.entries += journey.told.length;
      sums.visits += visits.length;
      sums.bounces += visits.filter(isBounce).length;
      for (const ask of replayed.asks) asks.push({ journey: journey.name, ...ask });
      for (const { trigger, came } of replayed.verdicts) {
        const count = counts.get(trigger);
        count?.set(came, (count.get(came) ?? 0) + 1);
      }
    },
    end: (): Tally => ({
      ...sums,
      asks,
      triggers: [...counts].map(([trigger, came]) => ({
        trigger,
        pulled: [...came.values()].reduce((sum, count) => sum + count, 0),
        came: Object.fromEntries(came),
      })),
    }),
  };
}
