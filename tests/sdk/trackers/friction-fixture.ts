import type { Place } from "@waymark/journey";
import type { Configuration, Entry, FrictionTuning, JsonObject } from "@waymark/protocol";
import { createLife } from "../../../packages/sdk/src/dom/life.ts";
import { createTabMemory } from "../../../packages/sdk/src/tab-memory.ts";
import type { FrictionContext } from "../../../packages/sdk/src/trackers/tracker.ts";
import { watch } from "../fixtures.ts";

export interface Sign {
  readonly type: string;
  readonly name: string;
  readonly data?: JsonObject;
  readonly place?: Place;
}

/** A context for a tracker of friction whose surroundings the test moves; `signs` is what was told. */
export function watchFriction(tuning: Partial<FrictionTuning> = {}, plan: Configuration = {}) {
  const { context } = watch();
  const signs: Sign[] = [];
  const hearers = new Set<(entry: Entry) => void>();
  const lookers = new Set<() => void>();
  const state = { place: { stage: "checkout", step: "cart" } as Place, engaged: 0, since: 0 };
  const tab = createTabMemory(undefined);
  const past: Entry[] = [];
  const onTick = (look: () => void) => {
    lookers.add(look);
    return () => lookers.delete(look);
  };
  const aborter = new AbortController();
  const friction: FrictionContext = {
    ...context,
    plan,
    tuning,
    place: () => state.place,
    dwell: () => state.engaged - state.since,
    tab,
    engaged: () => state.engaged,
    tell: (type, name, data, place) => signs.push({ type, name, ...(data && { data }), ...(place && { place }) }),
    onEntry(hear) {
      hearers.add(hear);
      for (const entry of past) hear(entry);
      return () => hearers.delete(hear);
    },
    onTick,
    onLife: createLife({ ...context, onTick, collector: "https://collect.example/ingest" }, aborter.signal),
  };
  const own = lookers.size;
  return {
    context: friction,
    signs,
    clock: context.clock,
    goTo(place: Place) {
      state.place = place;
      state.since = state.engaged;
    },
    /** Lets engaged time go by, and the moment after it come. */
    engage(ms: number) {
      state.engaged += ms;
      context.clock.forward(ms);
      for (const look of lookers) look();
    },
    /** Remembered as in a page, and told to late hearers, too. */
    hear(entry: Entry) {
      tab.add(entry, state.engaged);
      past.push(entry);
      for (const each of hearers) each(entry);
    },
    /** The moment that comes about every five seconds. */
    tick() {
      for (const look of lookers) look();
    },
    /** How many trackers still hear of entries or ticks. */
    hearing: () => hearers.size + lookers.size - own,
    /** Ends what the context itself does in the page. */
    end: () => aborter.abort(),
  };
}
