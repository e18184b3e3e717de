// Where the visitor stands in this tab, kept up to date by what is observed; tells `step` and `goal` when it changes.
import { type Facts, findStep, isSamePlace, matchPages, type Place, toFacts, toMove, toPlace } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import type { Identity } from "../identity.ts";
import type { Observation } from "../observation.ts";
import type { Whereabouts } from "../pipeline/enrich.ts";
import type { TabMemory } from "../tab-memory.ts";
import { isRendered } from "./rendered.ts";

export interface PlacingContext {
  readonly plan: Configuration;
  readonly root: Document;
  readonly tab: TabMemory;
  /** Knows where the visitor stood last on another subdomain, where those share a journey. */
  readonly identity: Pick<Identity, "place" | "setPlace"> | undefined;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
  /** Told the selectors that could change the place on the present page. */
  readonly watch: (selectors: readonly string[]) => void;
}

export interface Placing extends Whereabouts {
  readonly place: () => Place;
  /** Engaged ms in the present step, earlier loads of it included. */
  readonly dwell: () => number;
  /** What is to be told when the page may go: how long the visitor was engaged in the present step, unless that was told. */
  readonly leave: () => readonly Observation[];
}

/** Less than this is not worth telling where there is no goal, ms. */
const LEAST_DWELL = 1000;

export function createPlacing({ plan, root, tab, identity, engaged, watch }: PlacingContext): Placing {
  const steps = plan.stages?.flatMap((stage) => stage.steps ?? []) ?? [];
  const { host } = location;
  /** Whoever wrote last knows best: where that was another subdomain, the visitor comes from there. */
  const left = () => {
    const shared = identity?.place();
    return shared && shared.host !== host ? shared : tab.read();
  };
  let { place, dwell: before = 0 } = left();
  let facts: Facts = { url: "" };
  let since = engaged();
  let reported: number | undefined = before;
  const dwell = () => before + engaged() - since;
  /** Whoever leaves a stage with a goal at once, and is not told of, would be taken for one who is still there. */
  const isAimed = () => plan.stages?.some(({ id, steps }) => id === place?.stage && steps?.some(({ goal }) => goal));
  const keep = () => place && identity?.setPlace({ place, dwell: dwell(), host });
  const enter = (url: string) => {
    facts = { url };
    const could = steps.filter(({ visible, pages }) => visible && (!pages || matchPages(pages, url)));
    watch(could.map(({ visible }) => `${visible}`));
  };

  return {
    place: () => place ?? { stage: null, step: "/" },
    dwell,
    leave() {
      keep();
      const now = dwell();
      const isDue = isAimed() ? now !== reported : now - (reported ?? 0) >= LEAST_DWELL;
      if (!place || !isDue) return [];
      reported = now;
      return [{ kind: "touchpoint", type: "dwell", name: place.step, data: { dwell: now } }];
    },
    observe({ type, name, data, page: { url } }) {
      const load = type === "page" && (data as { load: string }).load;
      const heard = toFacts(steps, facts, { type, name, data, url });
      // Nothing else moves anybody, and looking costs layout: a click or a `track()` must not pay for it.
      if (!load && heard === facts && type !== "step" && facts.url) return [];
      if (load || !facts.url) enter(url);
      if (!load && heard.url) facts = heard;
      if (type === "step" && name) facts = { url, step: name };
      // A page that comes back from the page cache knows nothing of those that came between.
      const came = load === "bfcache" ? left() : {};
      const from = came.place ?? place;
      if (came.place) {
        before = came.dwell ?? 0;
        reported = before;
        since = engaged();
      }
      const to = toPlace(plan, { ...facts, isRendered: (selector) => isRendered(root, selector) }, from);
      // Still `from` itself: on a page of the stage whose element is not there yet.
      const isNewPage = to !== from && !!load && load !== "reload" && load !== "bfcache";
      const move = toMove(plan, from, to, isNewPage);
      place = to;
      if (load && isAimed()) reported = undefined;
      if (!move && isSamePlace(from, to)) return [];
      const told: Observation[] = [];
      if (move)
        told.push({ kind: "touchpoint", type: "step", name: to.step, data: { from, to, dwell: dwell(), move } });
      if (move && move !== "repeat" && findStep(plan, to)?.goal)
        told.push({ kind: "touchpoint", type: "goal", name: `${to.stage}`, data: { step: to.step } });
      before = 0;
      reported = undefined;
      since = engaged();
      keep();
      // Not only on leaving: Chromium shows a page from the page cache before the one that it leaves has heard of it.
      if (load !== "bfcache") tab.save(to, 0, since);
      return told;
    },
  };
}
