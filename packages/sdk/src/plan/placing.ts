// Where the visitor stands in this tab, kept up to date by what is observed; tells `step` and `goal` when it changes.
import { type Facts, findStep, isSamePlace, toMove, toPlace } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import type { Observation } from "../observation.ts";
import type { TabMemory } from "../tab-memory.ts";
import type { Whereabouts } from "../whereabouts.ts";
import { isRendered } from "./rendered.ts";

export interface PlacingContext {
  readonly plan: Configuration;
  readonly root: Document;
  readonly tab: TabMemory;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
}

export interface Placing extends Whereabouts {
  /** Whether something that comes to be visible could change the place. */
  readonly watches: boolean;
}

export function createPlacing({ plan, root, tab, engaged }: PlacingContext): Placing {
  const steps = plan.stages?.flatMap((stage) => stage.steps ?? []) ?? [];
  let facts: Facts = { url: "" };
  let { place, dwell: before = 0 } = tab.before;
  let since = engaged();
  const dwell = () => before + engaged() - since;

  return {
    place: () => place ?? { stage: null, step: "/" },
    dwell,
    watches: steps.some(({ visible }) => visible),
    observe({ type, name, data, page: { url } }) {
      const load = type === "page" && (data as { load: string }).load;
      const isNamed = type === "custom" && steps.some(({ touchpoint }) => touchpoint === name);
      // Nothing else moves anybody, and looking costs layout: a click or a `track()` must not pay for it.
      if (!load && !isNamed && type !== "step" && facts.url) return [];
      if (load || !facts.url) facts = { url };
      if (isNamed) facts = { url, touchpoint: name };
      if (type === "step" && name) facts = { url, step: name };
      const from = place;
      const to = toPlace(plan, { ...facts, isRendered: (selector) => isRendered(root, selector) }, from);
      // Still `from` itself: on a page of the stage whose element is not there yet.
      const isNewPage = to !== from && !!load && load !== "reload" && load !== "bfcache";
      const move = toMove(plan, from, to, isNewPage);
      place = to;
      if (!move && isSamePlace(from, to)) return [];
      const told: Observation[] = [];
      if (move)
        told.push({ kind: "touchpoint", type: "step", name: to.step, data: { from, to, dwell: dwell(), move } });
      if (move && move !== "repeat" && findStep(plan, to)?.goal)
        told.push({ kind: "touchpoint", type: "goal", name: `${to.stage}`, data: { step: to.step } });
      before = 0;
      since = engaged();
      return told;
    },
  };
}
