// What is told of one element is not told again for a while: who clicks on and on has one trouble, not many.
import type { Clock } from "../clock.ts";

/** ms. */
const AGAIN = 10_000;

/** Returns what tells whether an element's turn has come; asking takes it. */
export function createSeldom(clock: Clock): (element: Element) => boolean {
  /** Until when each has to wait, ms. */
  const told = new WeakMap<Element, number>();
  return (element) => {
    const now = clock.mono();
    const isTurn = now >= (told.get(element) ?? 0);
    if (isTurn) told.set(element, now + AGAIN);
    return isTurn;
  };
}
