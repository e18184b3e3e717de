// One tab of a simulated visitor: its documents one after the other, and what is told in them, as a page tells it.
import { isSamePlace, type Place, scrubReferrer, scrubUrl, toPath } from "@waymark/journey";
import type { Entry, Page } from "@waymark/protocol";
import type { Clock } from "./clock.ts";
import type { Visitor } from "./create-visitor.ts";
import type { Observation } from "./observation.ts";
import { type Document, openDocument } from "./open-document.ts";
import { createPlacing, type Placing } from "./place-visitor.ts";
import type { Random } from "./random.ts";
import type { Population } from "./to-population.ts";

export type Load = "navigate" | "route" | "back-forward";

/** How a page looks and comes. */
export interface Look {
  /** The selector that is drawn there. */
  readonly rendered?: string | undefined;
  readonly isSlow?: boolean | undefined;
  /** Drawn in the present document, if there is one. */
  readonly isRoute?: boolean | undefined;
}

export interface Walker {
  readonly population: Population;
  readonly random: Random;
  readonly clock: Clock;
  readonly visitor: Visitor;
}

export interface Tab {
  /** Goes to a page of the site. */
  readonly go: (path: string, load: Load, look?: Look) => void;
  /** Draws another part of the present document. */
  readonly draw: (rendered: string | undefined) => void;
  readonly tell: (observation: Observation) => void;
  /** The present document goes. */
  readonly close: () => void;
  /** The present URL, scrubbed; `""` before the first page. */
  readonly url: () => string;
  readonly document: () => Document;
  readonly placing: Placing;
  /** Engaged ms in a place that the visitor stands in or has just left. */
  readonly engagedAt: (place: Place) => number;
  /** At most the last twenty entries, oldest first. */
  readonly last: () => readonly Entry[];
}

/** A page is idle, and looks for friction, this long after it began, ms. */
const IDLE_AFTER = 600;
const MOST_REMEMBERED = 20;
/** What a page tells of its device. */
const VIEWPORTS = {
  phone: { width: 390, touch: true },
  tablet: { width: 820, touch: true },
  desktop: { width: 1440 },
};

/** @param referrer where the visitor comes from; `""` for nowhere */
export function createTab({ population, random, clock, visitor }: Walker, referrer: string): Tab {
  const { plan, origin, keep, language } = population;
  const placing = createPlacing(plan, clock.engaged);
  let document = openDocument(random, clock, visitor.userAgent);
  let page: Page = { url: "" };
  let rendered: string | undefined;
  let last: readonly Entry[] = [];

  const tell = (observation: Observation) => {
    const following = observation.place ? [] : placing.observe(observation, page.url, rendered);
    const place = observation.place ?? placing.place();
    const where = observation.type === "page" ? page : { url: page.url };
    const fresh = observation.type === "step" ? following : [observation, ...following];
    const friction = fresh.flatMap((each) => {
      const entry = document.toEntry(each, place, where);
      last = [...last.slice(1 - MOST_REMEMBERED), entry];
      return visitor.keep(entry, placing.place());
    });
    if (friction.length) clock.pass(Math.max(0, IDLE_AFTER - document.age()));
    friction.forEach(tell);
    if (observation.type === "click") document.vitals.onClick(document.age()).forEach(tell);
  };
  const close = () => {
    if (page.url) document.vitals.onEnd(document.age()).forEach(tell);
  };
  return {
    placing,
    tell,
    close,
    url: () => page.url,
    document: () => document,
    last: () => last,
    go(path, load, look = {}) {
      const from = page.url || referrer;
      const url = scrubUrl(origin + path, { keep });
      const isDocument = !page.url || !look.isRoute;
      if (isDocument) {
        close();
        document = openDocument(random, clock, visitor.userAgent, look.isSlow);
        visitor.asking.clear();
        clock.pass(random.between(60, 400), true);
      }
      const by = from && scrubReferrer(from, url);
      page = by ? { url, referrer: by } : { url };
      rendered = look.rendered;
      const told = isDocument ? { language, ...VIEWPORTS[visitor.device] } : {};
      const data = { load: last.length ? load : "navigate", ...told };
      tell({ kind: "touchpoint", type: "page", name: toPath(url), data });
    },
    draw(selector) {
      rendered = selector;
      tell({ kind: "touchpoint", type: "step", name: "" });
    },
    engagedAt: (place) => {
      if (isSamePlace(placing.place(), place)) return placing.dwell();
      const left = last.findLast(({ type }) => type === "step")?.data as { from?: Place; dwell: number } | undefined;
      return isSamePlace(left?.from, place) ? (left?.dwell ?? 0) : 0;
    },
  };
}
