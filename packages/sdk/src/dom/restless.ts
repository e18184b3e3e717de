// Which nodes change all the time, whatever the visitor does: clocks, tickers, animations by script.
import type { Clock } from "../clock.ts";
import { listen } from "./listen.ts";
import { observe } from "./roots.ts";

/** A look lasts this long, ms. */
const LOOK = 1200;
/** A look must not see what answers the visitor: none for this long after the last input, ms. */
const CALM = 2500;
/** Seen to change in so many looks, one after the other, is restless. */
const LOOKS = 3;

export interface Restless {
  /** Has a look, unless the visitor has just done something. */
  readonly look: (roots: readonly Node[]) => void;
  /** Whether a target changed in each of the last three looks. A carousel that turns every few seconds is not restless. */
  readonly has: (target: EventTarget | null) => boolean;
}

export function createRestless(clock: Clock, stopped: AbortSignal): Restless {
  /** What changed in each look. */
  let looks: readonly WeakSet<EventTarget>[] = [];
  let calmAt = 0;
  let aborter: AbortController | undefined;
  const end = () => aborter?.abort();
  listen(window, "pointerdown keydown", stopped, () => {
    calmAt = clock.mono() + CALM;
    end();
  });
  stopped.addEventListener("abort", end);
  return {
    look(roots) {
      if (clock.mono() < calmAt) return;
      aborter = new AbortController();
      const { signal } = aborter;
      const changed = new WeakSet<EventTarget>();
      const note = ({ target }: Event | MutationRecord) => target && changed.add(target);
      observe(roots, signal, (records) => records.forEach(note));
      listen(window, "scroll transitionrun animationstart", signal, note);
      setTimeout(() => {
        // One that was cut short counts for nothing.
        if (!signal.aborted) looks = [...looks, changed].slice(-LOOKS);
        end();
      }, LOOK);
    },
    has: (target) => !!target && looks.length === LOOKS && looks.every((changed) => changed.has(target)),
  };
}
