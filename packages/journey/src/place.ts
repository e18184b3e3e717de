// Where a visitor stands: the first matching step of the first matching stage, in the order written.
import type { Configuration, Move, Stage, Step } from "@waymark/protocol";
import { isPushed } from "./data-layer.ts";
import { matchPages } from "./match-pages.ts";

/** What is known of a page when a visitor is placed. */
export interface Facts {
  /** Scrubbed, as `scrubUrl` returns it. */
  readonly url: string;
  /** Of the names told by hand or by a `dataLayer`, the last one that any step names, since the page was entered. */
  readonly touchpoint?: string | undefined;
  readonly dataLayer?: string | undefined;
  /** A step id set by hand with `step(id)`, since the page was entered. */
  readonly step?: string | undefined;
  /** Whether a selector is rendered; without it no `visible` condition holds. */
  readonly isRendered?: ((selector: string) => boolean) | undefined;
}

/** A stage of the plan and its step; outside of the plan the stage is `null` and the step the page's path. */
export interface Place {
  readonly stage: string | null;
  readonly step: string;
}

export const isSamePlace = (a: Place | undefined, b: Place): boolean => a?.stage === b.stage && a.step === b.step;

/** The steps of a stage; one with `pages` alone has a single step of its own name. */
export const stepsOf = (stage: Stage): readonly Step[] => stage.steps ?? [{ id: stage.id, pages: stage.pages }];

/** The plan's own words for a place; `undefined` outside of the plan. */
export const findStep = (plan: Configuration | undefined, place: Place): Step | undefined =>
  stepsAt(plan, place.stage).find(({ id }) => id === place.step);

const stepsAt = (plan: Configuration | undefined, stage: string | null | undefined): readonly Step[] => {
  const found = plan?.stages?.find(({ id }) => id === stage);
  return found ? stepsOf(found) : [];
};

/**
 * Places a visitor. Every condition that a step gives must hold; a step without conditions is reached only by hand.
 * On a page that the present stage names, but none of whose steps holds (yet), the visitor stays where they stood `before`:
 * an element that is drawn a moment later is no way out and in again. That is told by `before` itself being returned.
 */
export function toPlace(plan: Configuration | undefined, facts: Facts, before?: Place): Place {
  for (const stage of plan?.stages ?? []) {
    const step = stepsOf(stage).find((each) => isThere(each, facts));
    if (step) return { stage: stage.id, step: step.id };
  }
  const isStillThere = stepsAt(plan, before?.stage).some(({ pages }) => pages && matchPages(pages, facts.url));
  return before && isStillThere ? before : { stage: null, step: toPath(facts.url) };
}

/**
 * What is known once an entry has told its name. A name that no step gives changes nothing, and then `facts` itself is
 * returned; a newer one takes the place of an older one, of whichever kind, unless a step waits for both.
 */
export function toFacts(
  steps: readonly Step[],
  facts: Facts,
  {
    type,
    name,
    data,
    url,
  }: { readonly type: string; readonly name: string; readonly data: object; readonly url: string },
): Facts {
  const [by, other] = isPushed(data) ? (["dataLayer", "touchpoint"] as const) : (["touchpoint", "dataLayer"] as const);
  const named = type === "custom" ? steps.filter((step) => step[by] === name) : [];
  if (!named.length) return facts;
  const kept = named.some((step) => step[other] === facts[other]) ? facts[other] : undefined;
  return { url, [by]: name, [other]: kept };
}

/** The path, and the route of a hash router, of a scrubbed URL: what a page is called. */
export const toPath = (url: string): string => url.replace(/^[a-z-]+:\/\/[^/?#]*|\?[^#]*/gi, "").slice(0, 512) || "/";

const isThere = ({ id, pages, touchpoint, dataLayer, visible }: Step, facts: Facts): boolean =>
  facts.step
    ? facts.step === id
    : !!(pages || touchpoint || dataLayer || visible) &&
      (!pages || matchPages(pages, facts.url)) &&
      (!touchpoint || touchpoint === facts.touchpoint) &&
      (!dataLayer || dataLayer === facts.dataLayer) &&
      (!visible || !!facts.isRendered?.(visible));

/**
 * How the visitor came from one place to the next; `undefined` where neither lies in a stage or nothing changed.
 * `skip` leaves out at least one step; `repeat` is another page of the same step, told by `isNewPage`.
 */
export function toMove(
  plan: Configuration | undefined,
  from: Place | undefined,
  to: Place,
  isNewPage = false,
): Move | undefined {
  if (from?.stage !== to.stage) return to.stage ? "enter" : from?.stage ? "leave" : undefined;
  if (!from || !to.stage) return undefined;
  if (from.step === to.step) return isNewPage ? "repeat" : undefined;
  const order = stepsAt(plan, to.stage).map(({ id }) => id);
  const by = order.indexOf(to.step) - order.indexOf(from.step);
  return by < 0 ? "back" : by > 1 ? "skip" : "forward";
}
