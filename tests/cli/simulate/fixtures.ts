// What the tests of simulated journeys share: the demo's plan, and journeys without a collector.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Configuration, Entry, SimulationProfile } from "@waymark/protocol";
import { configurationSchema } from "@waymark/protocol/schema";
import { type Parcel, simulateJourneys } from "../../../packages/cli/src/simulate/simulate-journeys.ts";
import { toPopulation } from "../../../packages/cli/src/simulate/to-population.ts";

export const CONFIG = fileURLToPath(new URL("../../../demo/waymark.json", import.meta.url));
export const PROFILE = fileURLToPath(new URL("../../../demo/simulation.json", import.meta.url));
export const PLAN: Configuration = configurationSchema.parse(JSON.parse(await readFile(CONFIG, "utf8")));
export const SHOP = JSON.parse(await readFile(PROFILE, "utf8")) as SimulationProfile;

/** Midnight, UTC; ms since the epoch. */
export const UNTIL = Date.UTC(2026, 10, 22);

export const DAYS = 21;

interface Changes {
  readonly seed?: string;
  readonly journeys?: number;
  readonly plan?: Configuration;
  readonly profile?: SimulationProfile;
}

export const makeParcels = ({ seed = "7", journeys = 60, plan = PLAN, profile = SHOP }: Changes = {}): Parcel[] => {
  const population = toPopulation(plan, profile);
  return [
    ...simulateJourneys({ population, journeys, seed, days: DAYS, until: UNTIL, plan: "1xgyf5x", now: () => UNTIL }),
  ];
};

export const entriesOf = (parcels: readonly Parcel[]): Entry[] => parcels.flatMap(({ batch }) => batch.entries);

/** Each visitor's entries, in order. */
export const byVisitor = (parcels: readonly Parcel[]): ReadonlyMap<string, readonly Entry[]> => {
  const visitors = new Map<string, Entry[]>();
  for (const { batch } of parcels) {
    const { visitor = "" } = batch;
    visitors.set(visitor, [...(visitors.get(visitor) ?? []), ...batch.entries]);
  }
  return visitors;
};
