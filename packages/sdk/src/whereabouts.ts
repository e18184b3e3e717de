// Where the visitor stands: told by the plan, or by the page alone where there is none.
import { type Place, toPath } from "@waymark/journey";
import type { Draft, Observation } from "./observation.ts";

export interface Whereabouts {
  readonly place: () => Place;
  /** Engaged ms in the present step, earlier loads of it included. */
  readonly dwell: () => number;
  /** Takes in an observation and returns what follows from it; the new place holds already. */
  readonly observe: (draft: Draft) => readonly Observation[];
}

/** Without a plan every page is a step of its own and no stage. */
export function withoutPlan(): Whereabouts {
  let step = "/";
  return {
    place: () => ({ stage: null, step }),
    dwell: () => 0,
    observe({ page }) {
      step = toPath(page.url);
      return [];
    },
  };
}
