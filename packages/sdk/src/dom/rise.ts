// How fast a finger scrolls the page, measured when a frame was laid out, so that nothing is laid out for it.
import type { Clock } from "../clock.ts";
import { listen } from "./listen.ts";

/** Shorter stretches say little about speed, ms. */
const LEAST = 100;
/** The page runs on for this long after a finger has let go, ms. A script that scrolls is no finger. */
const RUNS_ON = 1000;

/**
 * Calls back with every stretch of a scroll in which a finger has a hand: heights of the viewport per second, up, and where it
 * began, 0–1 of the way down.
 */
export function onRise(
  root: Document,
  clock: Clock,
  signal: AbortSignal,
  moved: (speed: number, depth: number) => void,
) {
  let touchedAt = -Infinity;
  let top = 0;
  let at = 0;
  let isDue = false;
  const look = () => {
    isDue = false;
    const took = clock.mono() - at;
    const { scrollTop, scrollHeight, clientHeight } = root.documentElement;
    if (took < LEAST || signal.aborted) return;
    moved((top - scrollTop) / clientHeight / (took / 1000), top / (scrollHeight - clientHeight));
    top = scrollTop;
    at += took;
  };
  listen(root, "touchmove", signal, () => {
    touchedAt = clock.mono();
  });
  listen(root, "scroll", signal, ({ target }) => {
    if (isDue || target !== root || clock.mono() - touchedAt > RUNS_ON) return;
    isDue = true;
    requestAnimationFrame(() => setTimeout(look));
  });
}
