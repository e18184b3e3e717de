// One `page` touchpoint per page or route: loads, single-page routes, back and forward, bfcache, prerender.
import { toPath } from "@waymark/journey";
import { listen } from "../dom/listen.ts";
import { onRoute } from "../dom/navigation.ts";
import type { TrackerContext } from "./tracker.ts";

type Load = "navigate" | "reload" | "back-forward" | "bfcache" | "prerender" | "route";

export interface PagesContext extends TrackerContext {
  /** The scrubbed URL of the present page. */
  readonly pageUrl: () => string;
  /** What makes two addresses two pages, see `Options.identity`. */
  readonly pageParts: readonly string[] | undefined;
}

/**
 * `data.load` says how the page came: `navigate | reload | back-forward | bfcache | prerender | route`. A load of a document
 * tells the visitor's language (BCP 47), the viewport's width (CSS pixels, rounded to ten) and `touch` where that is how one
 * points.
 */
export function trackPages({ emit, pageUrl, pageParts }: PagesContext, stopped: AbortSignal): void {
  let shown = "";
  const tell = (load: Load, more?: object) => {
    shown = toIdentity(pageParts);
    emit({ kind: "touchpoint", type: "page", name: toPath(pageUrl()), data: { load, ...more } });
  };
  onRoute(stopped, (isTraversal) => {
    if (toIdentity(pageParts) !== shown) tell(isTraversal ? "back-forward" : "route");
  });
  listen<PageTransitionEvent>(window, "pageshow", stopped, ({ persisted }) => {
    if (persisted) tell("bfcache");
  });
  tell(loadKind(), device());
}

/** Two addresses are one page when all of these are equal; by default a plain fragment or query is no new page. */
function toIdentity(parts: readonly string[] = ["path", "route"]): string {
  const { pathname, hash, search } = location;
  const query = new URLSearchParams(search);
  const known: { readonly [part: string]: string } = { path: pathname, hash, route: /^#[/!]/.test(hash) ? hash : "" };
  return `${parts.map((part) => known[part] ?? query.get(part.slice(6)))}`;
}

/** What is `undefined` is left out by JSON. */
const device = (): object => ({
  language: navigator.language,
  width: Math.round(innerWidth / 10) * 10,
  touch: matchMedia("(pointer: coarse)").matches || undefined,
});

function loadKind(): Load {
  const [navigation] = performance.getEntriesByType("navigation") as (PerformanceNavigationTiming & {
    activationStart?: number;
  })[];
  return navigation?.activationStart ? "prerender" : ((navigation?.type ?? "navigate").replace("_", "-") as Load);
}
