// Where the visitor stands in this tab, kept up to date by what is observed; tells `step` and `goal` when it changes.
import { type Facts, findStep, type Place, toMove, toPlace } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import { isRendered } from "../dom/rendered.ts";
import type { Observation } from "../observation.ts";
import type { TabMemory } from "../tab-memory.ts";

export interface PlacingContext {
  readonly plan: Configuration | undefined;
  readonly root: Document;
  readonly tab: TabMemory;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
}

export interface Placing {
  readonly place: () => Place;
  /** Engaged ms in the present step, earlier loads of it included. */
  readonly dwell: () => number;
  /** Takes in an observation of the page `url` and returns what follows from it; the new place holds already. */
  readonly observe: (observation: Observation, url: string) => readonly Observation[];
  /** Whether something that comes to be visible could change the place on this page. */
  readonly watches: () => boolean;
}

export function createPlacing({ plan, root, tab, engaged }: PlacingContext): Placing {
  let facts: Facts = { url: "" };
  let { place, dwell: dwellBefore = 0 } = tab.before;
  let since = engaged();
  const steps = (plan?.stages ?? []).flatMap((stage) => stage.steps ?? []);
  const dwell = () => dwellBefore + engaged() - since;

  const move = (isNewPage: boolean): readonly Observation[] => {
    const from = place;
    const to = toPlace(plan, { ...facts, isRendered: (selector) => isRendered(root, selector) });
    const kind = toMove(plan, from, to, isNewPage);
    place = to;
    if (!kind && from?.stage === to.stage && from.step === to.step) return [];
    const data = { from: from ? { ...from } : null, to: { ...to }, dwell: dwell(), move: kind ?? "forward" };
    dwellBefore = 0;
    since = engaged();
    if (!kind) return [];
    const told: Observation[] = [{ kind: "touchpoint", type: "step", name: to.step, data }];
    const isGoal = kind !== "repeat" && findStep(plan, to)?.goal;
    if (isGoal) told.push({ kind: "touchpoint", type: "goal", name: to.stage ?? "", data: { step: to.step } });
    return told;
  };

  return {
    place: () => place ?? { stage: null, step: "/" },
    dwell,
    observe(observation, url) {
      const isPage = observation.type === "page";
      if (isPage || !facts.url) facts = { url };
      if (observation.type === "step" && observation.name) facts = { ...facts, step: observation.name };
      const isNamed = observation.type === "custom" && steps.some(({ touchpoint }) => touchpoint === observation.name);
      if (isNamed) facts = { url, touchpoint: observation.name };
      const load = isPage && (observation.data as { load?: string }).load;
      return move(isPage && load !== "reload" && load !== "bfcache");
    },
    watches: () => steps.some(({ visible }) => visible),
  };
}
