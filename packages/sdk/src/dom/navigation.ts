// When the page's address has changed without a load: the Navigation API, else one wrapper around `history`.

import { listen } from "./listen.ts";
import { setTimer } from "./set-timer.ts";

interface NavigationLike extends EventTarget {
  readonly currentEntry: unknown;
}

/**
 * Calls back once per settled change of address, after the task in which it happened, so that a chain of redirects
 * counts once. `isTraversal` tells the back and forward buttons from links.
 */
export function onRoute(stopped: AbortSignal, changed: (isTraversal: boolean) => void): void {
  let { length } = history;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBack = false;
  const settle = (isTraversal: boolean) => {
    isBack ||= isTraversal; // also where the page then only notes something of its own
    clearTimeout(timer);
    timer = setTimer(() => {
      if (stopped.aborted) return;
      length = history.length;
      changed(isBack);
      isBack = false;
    });
  };
  const { navigation } = window as { navigation?: NavigationLike };
  if (navigation?.currentEntry) {
    listen<Event & { navigationType?: string }>(navigation, "currententrychange", stopped, ({ navigationType }) =>
      settle(navigationType === "traverse"),
    );
  } else {
    // Wrapped once and muted on stop, never torn out: a wrapper that others laid over ours would go with it.
    for (const method of ["pushState", "replaceState"] as const) {
      const original = history[method];
      history[method] = function (this: History, ...args) {
        original.apply(this, args);
        settle(false);
      };
    }
    // Links to fragments tell the same events as the buttons, but make the history longer: all but those after a step back.
    listen(window, "popstate hashchange", stopped, () => settle(history.length === length));
  }
}
