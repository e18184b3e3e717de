// Where a simulated visitor stands in a tab, by the rules of a page: tells `step` and `goal` when it changes.
import { type Facts, findStep, isSamePlace, type Place, toFacts, toMove, toPlace } from "@waymark/journey";
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
  const steps = plan.stages?.flatMap((stage) => stage.steps ?? []) ?? [];
  let facts: Facts = { url: "" };
  let place: Place | undefined;
  let since = engaged();
  const dwell = () => engaged() - since;
  return {
    place: () => place ?? { stage: null, step: "/" },
    dwell,
    observe({ type, name, data = {} }, url, rendered) {
      const load = type === "page" && (data as { readonly load: string }).load;
      const heard = toFacts(steps, facts, { type, name, data, url });
      if (!load && heard === facts && type !== "step") return [];
      facts = load ? { url } : heard;
      if (type === "step" && name) facts = { url, step: name };
      const from = place;
      const to = toPlace(plan, { ...facts, isRendered: (selector) => selector === rendered }, from);
      place = to;
      const move = toMove(plan, from, to, to !== from && !!load && load !== "reload");
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
