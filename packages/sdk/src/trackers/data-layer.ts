// The GA4-style `dataLayer` of the page as `custom` touchpoints: what it holds already, and what is pushed from now on.
import { toPushed } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

/** Moments at which a `dataLayer` that came late, or was put in place of another, is found: those at the end lose none. */
const MOMENTS = "load click visibilitychange pagehide";

/**
 * `isNamed` says which events are told beside GA4's own. What is taken is what stands in the list, so that it doesn't
 * matter who else wraps `push`, in which order, or whether that can be wrapped at all. It is muted on stop, never torn out.
 */
export function trackDataLayer({ emit }: Pick<TrackerContext, "emit">, isNamed: (name: string) => boolean): Stop {
  const aborter = new AbortController();
  const { signal } = aborter;
  let layer: unknown;
  let last: unknown = {}; // nothing that is in any list
  const take = () => {
    const { dataLayer: now } = window as { readonly dataLayer?: unknown };
    if (signal.aborted || !Array.isArray(now)) return;
    // Tag managers cut its beginning off, and some pages copy it: what was taken last is looked for where it is now.
    const fresh = now.slice(now.lastIndexOf(last) + 1);
    last = now.at(-1);
    for (const item of fresh) {
      const pushed = guarded(() => toPushed(item, isNamed));
      if (pushed) emit({ kind: "touchpoint", type: "custom", ...pushed });
    }
    if (now !== layer) wrap(now);
    layer = now;
  };
  const wrap = (now: unknown[]) => {
    const { push } = now;
    now.push = function (this: unknown[], ...items) {
      const length = push.apply(this, items);
      guarded(take);
      return length;
    };
  };
  listen(window, MOMENTS, signal, take);
  guarded(take);
  return () => aborter.abort();
}

/** What is the page's own may throw anything; that must not reach whoever pushes. */
function guarded<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
