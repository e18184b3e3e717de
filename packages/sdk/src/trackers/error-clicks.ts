// An `error-click` friction: right after a click something fails that the page doesn't catch.
import { isErrorClick } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { type Clicked, findClicked, whenClickable } from "../dom/find-clicked.ts";
import { listen } from "../dom/listen.ts";
import { createSeldom } from "./seldom.ts";
import type { FrictionContext } from "./tracker.ts";

/** Kinds of errors that are remembered. */
const MOST = 50;
/** Browsers report it as an error, and nothing is wrong. */
const HARMLESS = /^ResizeObserver loop/;

/** `data.error` is the error's class, `script error` for other origins' scripts; `data.after` how long after the click, ms. */
export function trackErrorClicks({ root, clock, tell, find, describe }: FrictionContext): Stop {
  const aborter = new AbortController();
  const { signal } = aborter;
  const isTurn = createSeldom(clock);
  const seen = new Map<string, number>();
  let last: { readonly clicked: Clicked; readonly at: number } | undefined;
  const hear = (reason: unknown, { message = "", filename, lineno }: Partial<ErrorEvent> = {}) => {
    const error = reason instanceof Error ? reason.name : "script error";
    // A request that is called off is called off on purpose.
    if (error === "AbortError" || HARMLESS.test(message)) return;
    const now = clock.mono();
    const kind = [error, filename, lineno].join();
    const before = seen.get(kind);
    if (seen.size >= MOST) seen.clear();
    seen.set(kind, now);
    if (!last || !isErrorClick(last.at, now, before)) return;
    const data = { error, after: Math.round(now - last.at) };
    whenClickable(last.clicked, signal, (each) => isTurn(each) && tell("error-click", describe(each), data));
  };
  listen(root, "click", signal, (event) => {
    const clicked = event.isTrusted && findClicked(event, find);
    last = clicked ? { clicked, at: clock.mono() } : undefined;
  });
  listen<ErrorEvent>(window, "error", signal, (event) => {
    // What did not load is an error of another kind.
    if (event instanceof ErrorEvent) hear(event.error, event);
  });
  listen<PromiseRejectionEvent>(window, "unhandledrejection", signal, ({ reason }) => hear(reason));
  return () => aborter.abort();
}
