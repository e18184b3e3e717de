// Simulated journeys one after the other, as the batches in which they travel: never more than one is held.
import { createHash } from "node:crypto";
import type { Batch } from "@waymark/protocol";
import { createDeal } from "./deal-verbatims.ts";
import { drawStart } from "./draw-start.ts";
import { createRandom } from "./random.ts";
import { type Head, toBatches } from "./to-batches.ts";
import type { Population } from "./to-population.ts";
import { walkVisitor } from "./walk-visitor.ts";

export interface Run {
  readonly population: Population;
  readonly journeys: number;
  readonly seed: string;
  /** Journeys begin in this many days before `until`. */
  readonly days: number;
  /** Nothing happens from here on, ms since the epoch. */
  readonly until: number;
  /** Of the plan, as a page names it. */
  readonly plan: string;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

export interface Parcel {
  readonly batch: Batch;
  /** Of the request that carries it. */
  readonly userAgent: string;
}

/**
 * The same run gives the same journeys, ids included; more journeys of it begin with the same ones. Whatever else is
 * changed gives others altogether, so that no id ever means two things.
 */
export function* simulateJourneys({ journeys, now, ...run }: Run): Generator<Parcel> {
  const { population, until, days } = run;
  const key = createHash("sha256").update(JSON.stringify(run)).digest("hex");
  const deal = createDeal(createRandom(key));
  const head: Head = { site: population.site, plan: run.plan };
  for (let index = 0; index < journeys; index++) {
    const random = createRandom(`${key}/${index}`);
    const visitor = walkVisitor(population, random, deal, drawStart(random, until, days), until);
    for (const batch of toBatches(visitor, head, now)) yield { batch, userAgent: visitor.userAgent };
  }
}
