// Where a visitor stands: the first matching step of the first matching stage, in the order written.
import type { Configuration, Move, Stage, Step } from "@waymark/protocol";
import { matchPages } from "./match-pages.ts";

/** What is known of a page when a visitor is placed. */
export interface Facts {
  /** Scrubbed, as `scrubUrl` returns it. */
  readonly url: string;
  /** The last touchpoint name that any step names, since the page was entered. */
  readonly touchpoint?: string | undefined;
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

/** The path, and the route of a hash router, of a scrubbed URL: what a page is called. */
export const toPath = (url: string): string => url.replace(/^[a-z-]+:\/\/[^/?#]*|\?[^#]*/gi, "").slice(0, 512) || "/";

const isThere = ({ id, pages, touchpoint, visible }: Step, facts: Facts): boolean =>
  facts.step
    ? facts.step === id
    : !!(pages || touchpoint || visible) &&
      (!pages || matchPages(pages, facts.url)) &&
      (!touchpoint || touchpoint === facts.touchpoint) &&
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
