// An `exit-intent` friction: the pointer leaves upwards through the top edge, towards tabs and address bar.
import { EXIT_INTENT_WEIGHT } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

/** Sooner than this on a page it is a passing pointer, ms. */
const SETTLED_AFTER = 5000;
const FIELDS = "input,textarea,select,iframe,[contenteditable]";

export interface ExitIntentContext extends TrackerContext {
  /** Names the present place: told once in each. */
  readonly placeName: () => string;
}

export function trackExitIntent({ root, clock, emit, placeName }: ExitIntentContext): Stop {
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
    if (told === placeName()) return;
    told = placeName();
    emit({ kind: "friction", type: "exit-intent", name: told, data: { weight: EXIT_INTENT_WEIGHT } });
  });
  return () => aborter.abort();
}
