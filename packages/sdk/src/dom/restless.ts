// Which nodes change all the time, whatever the visitor does: clocks, tickers, animations by script.
import type { Clock } from "../clock.ts";
import { listen } from "./listen.ts";

/** What a mutation observer looks for. */
export const OBSERVED = {
  ...{ subtree: true, childList: true, characterData: true },
  ...{ attributes: true, attributeOldValue: true },
} as const;

/** A look lasts this long, ms. */
const LOOK = 1200;
/** A look must not see what answers the visitor: none for this long after the last input, ms. */
const CALM = 2500;
/** Seen to change in so many looks, one after the other, is restless. */
const LOOKS = 3;
/** Of one callback no more is looked at. */
const MOST = 100;

export interface Restless {
  /** Has a look, unless the visitor has just done something. */
  readonly look: (roots: Iterable<Node>) => void;
  /** Whether a target changed in each of the last three looks. A carousel that turns every few seconds is not restless. */
  readonly has: (target: EventTarget | null) => boolean;
}

export function createRestless(clock: Clock, stopped: AbortSignal): Restless {
  const seen = new WeakMap<object, { readonly look: number; readonly times: number }>();
  let looks = 0;
  let calmAt = 0;
  let aborter: AbortController | undefined;
  const note = (target: EventTarget | null) => {
    const before = target && seen.get(target);
    if (!target || before?.look === looks) return;
    seen.set(target, { look: looks, times: before?.look === looks - 1 ? before.times + 1 : 1 });
  };
  const observer = new MutationObserver((records) => {
    for (const { target } of records.slice(0, MOST)) note(target);
  });
  const end = () => {
    aborter?.abort();
    aborter = undefined;
    observer.disconnect();
  };
  for (const type of ["pointerdown", "keydown"]) {
    listen(window, type, stopped, () => {
      calmAt = clock.mono() + CALM;
      // A look that was cut short goes on next time.
      if (aborter) looks--;
      end();
    });
  }
  stopped.addEventListener("abort", end);
  return {
    look(roots) {
      if (clock.mono() < calmAt) return;
      end();
      looks++;
      aborter = new AbortController();
      for (const each of roots) observer.observe(each, OBSERVED);
      for (const type of ["scroll", "transitionrun", "animationstart"])
        listen(window, type, aborter.signal, ({ target }) => note(target));
      setTimeout(end, LOOK);
    },
    has(target) {
      const found = target && seen.get(target);
      return !!found && found.times >= LOOKS && found.look >= looks - 1;
    },
  };
}
