// An `exit-intent` friction: the pointer leaves upwards through the top edge, towards tabs and address bar.
import type { Stop } from "@waymark/protocol";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

/** Sooner than this on a page it is a passing pointer, ms. */
const SETTLED_AFTER = 5000;
const FIELDS = "input,textarea,select,iframe,[contenteditable]";

export function trackExitIntent({ root, clock, tell, place }: FrictionContext): Stop {
  const aborter = new AbortController();
  const since = clock.mono();
  let lastY = 0;
  let told: string | undefined;
  listen<PointerEvent>(root, "pointermove", aborter.signal, ({ clientY }) => {
    lastY = clientY;
  });
  listen<PointerEvent>(root, "pointerout", aborter.signal, ({ relatedTarget, clientY, pointerType }) => {
    const isOut = pointerType === "mouse" && !relatedTarget && clientY <= 0 && lastY > clientY;
    if (!isOut || clock.mono() - since < SETTLED_AFTER || root.activeElement?.matches(FIELDS)) return;
    const here = `${place().stage}/${place().step}`;
    if (told === here) return;
    told = here;
    tell("exit-intent", here);
  });
  return () => aborter.abort();
}
