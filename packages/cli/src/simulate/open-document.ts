// One document of a simulated visitor: its ids, its count of entries, and what lasts no longer than it.
import { createIds, type Place } from "@waymark/journey";
import type { Entry, Page } from "@waymark/protocol";
import type { Clock } from "./clock.ts";
import { createVitals, type Vitals } from "./create-vitals.ts";
import type { Observation } from "./observation.ts";
import type { Random } from "./random.ts";

export interface Document {
  /** ms since it began. */
  readonly age: () => number;
  readonly toEntry: (observation: Observation, place: Place, page: Page) => Entry;
  /** Touches a form; true for the first time. */
  readonly touch: (form: string) => boolean;
  readonly vitals: Vitals;
}

/** @param isSlow its largest part comes late */
export function openDocument(random: Random, clock: Clock, userAgent: string, isSlow = false): Document {
  const ids = createIds(clock.now, random.bits());
  const startedAt = clock.now();
  const touched = new Set<string>();
  let count = 0;
  const age = () => clock.now() - startedAt;
  return {
    age,
    vitals: createVitals(random, userAgent, isSlow),
    toEntry({ kind, type, name, data = {} }, place, page) {
      const when = { at: clock.now(), mono: age(), page, tab: ids.tab, seq: ++count };
      return { id: ids.make(), kind, type, name, data, ...when, ...place } as Entry;
    },
    touch(form) {
      const isFirst = !touched.has(form);
      touched.add(form);
      return isFirst;
    },
  };
}
