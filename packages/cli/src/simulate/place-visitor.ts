// Where a simulated visitor stands in a tab, by the rules of a page: tells `step` and `goal` when it changes.
import { type Facts, findStep, isSamePlace, type Place, toMove, toPlace } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import type { Observation } from "./observation.ts";

export interface Placing {
  readonly place: () => Place;
  /** Engaged ms there. */
  readonly dwell: () => number;
  /** Takes in an observation and returns what follows from it. */
  readonly observe: (observation: Observation, url: string, rendered: string | undefined) => readonly Observation[];
}

/** @param engaged ms, ever growing */
export function createPlacing(plan: Configuration, engaged: () => number): Placing {
  const names = plan.stages?.flatMap(({ steps = [] }) => steps.map(({ touchpoint }) => touchpoint)) ?? [];
  let facts: Facts = { url: "" };
  let place: Place | undefined;
  let since = engaged();
  const dwell = () => engaged() - since;
  return {
    place: () => place ?? { stage: null, step: "/" },
    dwell,
    observe({ type, name, data }, url, rendered) {
      const load = type === "page" && (data as { readonly load: string }).load;
      const isNamed = type === "custom" && names.includes(name);
      if (!load && !isNamed && type !== "step") return [];
      if (load) facts = { url };
      if (isNamed) facts = { url, touchpoint: name };
      const from = place;
      const to = toPlace(plan, { ...facts, isRendered: (selector) => selector === rendered }, from);
      place = to;
      const move = toMove(plan, from, to, to !== from && !!load);
      if (!move && isSamePlace(from, to)) return [];
      const told: Observation[] = [];
      const moved = { ...(from && { from }), to, dwell: dwell(), move };
      if (move) told.push({ kind: "touchpoint", type: "step", name: to.step, data: moved });
      if (move && move !== "repeat" && findStep(plan, to)?.goal)
        told.push({ kind: "touchpoint", type: "goal", name: `${to.stage}`, data: { step: to.step } });
      since = engaged();
      return told;
    },
  };
}
