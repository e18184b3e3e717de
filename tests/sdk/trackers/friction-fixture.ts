import type { Place } from "@waymark/journey";
import type { Configuration, Entry, FrictionTuning, JsonObject } from "@waymark/protocol";
import { createLife } from "../../../packages/sdk/src/dom/life.ts";
import { createTabMemory } from "../../../packages/sdk/src/tab-memory.ts";
import type { FrictionContext, TrackFriction } from "../../../packages/sdk/src/trackers/tracker.ts";
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
  const aborter = new AbortController();
  const until = (stopped: AbortSignal): Pick<FrictionContext, "onEntry" | "onTick"> => ({
    onEntry(hear) {
      hearers.add(hear);
      for (const entry of past) hear(entry);
      stopped.addEventListener("abort", () => hearers.delete(hear));
    },
    onTick(look) {
      lookers.add(look);
      stopped.addEventListener("abort", () => lookers.delete(look));
    },
  });
  const all = until(aborter.signal);
  const friction: FrictionContext = {
    ...context,
    ...all,
    plan,
    tuning,
    place: () => state.place,
    dwell: () => state.engaged - state.since,
    tab,
    engaged: () => state.engaged,
    tell: (type, name, data, place) => signs.push({ type, name, ...(data && { data }), ...(place && { place }) }),
    identity: { progress: () => ({}), setProgress: () => {} },
    onLife: createLife({ ...context, ...all, collector: "https://collect.example/ingest" }, aborter.signal),
  };
  return {
    signs,
    /** Has a tracker run, among surroundings of its own where told, until it is stopped. */
    run(track: TrackFriction, own: Partial<FrictionContext> = {}) {
      const ending = new AbortController();
      track({ ...friction, ...until(ending.signal), ...own }, ending.signal);
      return () => ending.abort();
    },
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
    /** Ends what the context itself does in the page. */
    end: () => aborter.abort(),
  };
}
