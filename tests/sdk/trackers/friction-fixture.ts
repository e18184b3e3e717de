import type { Place } from "@waymark/journey";
import type { Configuration, Entry, FrictionTuning, JsonObject } from "@waymark/protocol";
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
  const state = { place: { stage: "checkout", step: "cart" } as Place, engaged: 0 };
  const friction: FrictionContext = {
    ...context,
    plan,
    tuning,
    place: () => state.place,
    engaged: () => state.engaged,
    tell: (type, name, data, place) => signs.push({ type, name, ...(data && { data }), ...(place && { place }) }),
    onEntry(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    onTick(look) {
      lookers.add(look);
      return () => lookers.delete(look);
    },
  };
  return {
    context: friction,
    signs,
    clock: context.clock,
    goTo(place: Place) {
      state.place = place;
    },
    /** Lets engaged time go by, and the moment after it come. */
    engage(ms: number) {
      state.engaged += ms;
      context.clock.forward(ms);
      for (const look of lookers) look();
    },
    hear(entry: Entry) {
      for (const each of hearers) each(entry);
    },
  };
}
