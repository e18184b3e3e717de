// How a simulated visitor comes to a step: by a page, by a part of the page, or by what the site names.
import { toPushed } from "@waymark/journey";
import type { Setting } from "./attend-survey.ts";
import type { Load } from "./create-tab.ts";
import type { Stop } from "./to-population.ts";

export interface Arrival {
  /** How the page comes; default: as the step says. */
  readonly load?: Load | undefined;
  readonly isSlow?: boolean | undefined;
  /** To another page of the same step. */
  readonly isRepeat?: boolean | undefined;
}

/** A step without pages is drawn on the page where the visitor is. */
export function arrive({ population, random, clock, tab }: Setting, stop: Stop, arrival: Arrival = {}): void {
  const { load = stop.load, isSlow, isRepeat } = arrival;
  const { visible: rendered, touchpoint, dataLayer } = stop.step;
  const isAt = (path: string) => new URL(path, population.origin).href === tab.url();
  const others = stop.pages.filter((path) => !isAt(path));
  const isThere = others.length < stop.pages.length || (!stop.pages.length && !!tab.url());
  const path = random.pick(others) ?? stop.pages[0] ?? population.stops.find(({ pages }) => pages.length)?.pages[0];
  if (!isThere || isRepeat) tab.go(path ?? "/", load, { rendered, isSlow, isRoute: stop.load === "route" });
  else {
    clock.pass(random.between(100, 3000));
    tab.draw(rendered);
  }
  if (touchpoint) tab.tell({ kind: "touchpoint", type: "custom", name: touchpoint });
  const pushed = dataLayer && toPushed({ event: dataLayer }, () => true);
  if (pushed) tab.tell({ kind: "touchpoint", type: "custom", ...pushed });
}
