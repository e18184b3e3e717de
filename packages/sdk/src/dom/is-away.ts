// Whether the page can't be seen or is going away: nothing that is begun then is sure to end.
import { listen } from "./listen.ts";

/** `pagehide` comes before `hidden` in some engines, and to a page that stays visible in its tab's place. */
export function createIsAway(root: Document, stopped: AbortSignal): () => boolean {
  let isLeaving = false;
  listen(window, "pagehide pageshow", stopped, ({ type }) => {
    isLeaving = type === "pagehide";
  });
  return () => isLeaving || stopped.aborted || root.visibilityState === "hidden";
}

/** Hears of every moment at which the page may go away, or may have come back. */
export function listenAway(stopped: AbortSignal, handler: (event: Event) => void): void {
  listen(window, "pagehide visibilitychange", stopped, handler);
}
