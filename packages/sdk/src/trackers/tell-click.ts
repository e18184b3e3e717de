// Tells of what was clicked if it looks as if it could be clicked; reading styles waits until they are clean.
import type { FrictionType, JsonObject } from "@waymark/protocol";
import { type Clicked, findHand } from "../dom/find-clicked.ts";
import { whenIdle } from "../dom/when-idle.ts";
import type { FrictionContext } from "./tracker.ts";

/** Who clicks on and on has one trouble, not many: what is told of one element is not told again for so long, ms. */
const AGAIN = 10_000;

export function createTellClick({ clock, describe, tell }: FrictionContext, stopped: AbortSignal) {
  /** Until when each has to wait, ms. */
  const told = new WeakMap<Element, number>();
  return ({ element, isControl }: Clicked, type: FrictionType, data: JsonObject): void =>
    whenIdle(() => {
      const found = isControl ? element : findHand(element);
      const now = clock.mono();
      if (!found || now < (told.get(found) ?? 0)) return;
      told.set(found, now + AGAIN);
      tell(type, describe(found), data);
    }, stopped);
}
