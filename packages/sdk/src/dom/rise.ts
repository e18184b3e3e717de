// How fast a finger scrolls the page, measured when a frame was laid out, so that nothing is laid out for it.
import type { Clock } from "../clock.ts";
import { listen } from "./listen.ts";
import { onceIdle } from "./when-idle.ts";

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
  stopped: AbortSignal,
  moved: (speed: number, depth: number) => void,
) {
  let touchedAt = -Infinity;
  let top = 0;
  let at = 0;
  // A scroll is told of while a frame is made: what runs later finds it laid out.
  const measure = onceIdle(() => {
    const took = clock.mono() - at;
    if (took < LEAST) return;
    const { scrollTop, scrollHeight, clientHeight } = root.documentElement;
    moved((top - scrollTop) / clientHeight / (took / 1000), top / (scrollHeight - clientHeight));
    top = scrollTop;
    at += took;
  }, stopped);
  listen(root, "touchmove", stopped, () => {
    touchedAt = clock.mono();
  });
  listen(root, "scroll", stopped, ({ target }) => {
    if (target === root && clock.mono() - touchedAt <= RUNS_ON) measure();
  });
}
