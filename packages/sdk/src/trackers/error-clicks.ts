// An `error-click` friction: right after a click something fails that the page doesn't catch.
import { isErrorClick } from "@waymark/journey";
import { type Clicked, findClicked } from "../dom/find-clicked.ts";
import { isHarmless } from "../dom/is-harmless.ts";
import { listen } from "../dom/listen.ts";
import { createTellClick } from "./tell-click.ts";
import type { FrictionContext } from "./tracker.ts";

/** Kinds of errors that are remembered. */
const MOST = 50;

/** `data.error` is the error's class, `script error` for other origins' scripts; `data.after` how long after the click, ms. */
export function trackErrorClicks(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, find } = context;
  const tellClick = createTellClick(context, stopped);
  const seen = new Map<string, number>();
  let last: (Clicked & { readonly at: number }) | undefined;
  const hear = ({ target, error, reason = error, message, filename, lineno }: ErrorEvent & PromiseRejectionEvent) => {
    const name = reason instanceof Error ? reason.name : "script error";
    // What did not load is an error of another kind.
    if (target instanceof Node || isHarmless(name, message)) return;
    const now = clock.mono();
    const kind = [name, filename, lineno].join();
    const before = seen.get(kind);
    if (seen.size >= MOST) seen.clear();
    seen.set(kind, now);
    if (last && isErrorClick(last.at, now, before))
      tellClick(last, "error-click", { error: name, after: Math.round(now - last.at) });
  };
  listen(root, "click", stopped, (event) => {
    const clicked = event.isTrusted && findClicked(event, find);
    last = clicked ? { ...clicked, at: clock.mono() } : undefined;
  });
  listen(window, "error unhandledrejection", stopped, hear);
}
