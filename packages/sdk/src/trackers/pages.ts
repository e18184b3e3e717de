// One `page` touchpoint per page or route: loads, single-page routes, back and forward, bfcache, prerender.
import { toPath } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { listen } from "../dom/listen.ts";
import { onRoute } from "../dom/navigation.ts";
import type { TrackerContext } from "./tracker.ts";

type Load = "navigate" | "reload" | "back-forward" | "bfcache" | "prerender" | "route";

export interface PagesContext extends TrackerContext {
  /** The scrubbed URL of the present page. */
  readonly pageUrl: () => string;
}

/** `data.load` says how the page came: `navigate | reload | back-forward | bfcache | prerender | route`. */
export function trackPages({ emit, pageUrl }: PagesContext): Stop {
  const aborter = new AbortController();
  let shown = "";
  const tell = (load: Load) => {
    shown = identity();
    emit({ kind: "touchpoint", type: "page", name: toPath(pageUrl()), data: { load } });
  };
  const stopRoutes = onRoute((isTraversal) => {
    if (identity() !== shown) tell(isTraversal ? "back-forward" : "route");
  });
  listen<PageTransitionEvent>(window, "pageshow", aborter.signal, ({ persisted }) => {
    if (persisted) tell("bfcache");
  });
  tell(loadKind());
  return () => {
    aborter.abort();
    stopRoutes();
  };
}

/** Two addresses are one page when origin, path and hash route are equal; a plain fragment or query is no new page. */
function identity(): string {
  const { origin, pathname, hash } = location;
  return origin + pathname + (/^#[/!]/.test(hash) ? hash : "");
}

function loadKind(): Load {
  const [navigation] = performance.getEntriesByType("navigation") as (PerformanceNavigationTiming & {
    activationStart?: number;
  })[];
  return navigation?.activationStart ? "prerender" : ((navigation?.type ?? "navigate").replace("_", "-") as Load);
}
