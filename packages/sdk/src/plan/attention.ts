// Engaged time: the page is visible and has focus, and there was some input within the last minute.
import type { Clock } from "../clock.ts";
import { listen } from "../dom/listen.ts";

const IDLE_AFTER = 60_000;
/** Not `scroll`: pages scroll by themselves, too. */
const INPUTS = "pointermove pointerdown keydown wheel focus blur visibilitychange";

/** Returns how to read the engaged ms since the document began. */
export function trackAttention(root: Document, clock: Clock, stopped: AbortSignal): () => number {
  const isThere = () => root.visibilityState === "visible" && root.hasFocus();
  let total = 0;
  let last = clock.mono();
  let lastInput = last;
  let wasThere = isThere();
  const engaged = () => {
    const now = clock.mono();
    if (wasThere) total += Math.max(0, Math.min(now, lastInput + IDLE_AFTER) - last);
    last = now;
    wasThere = isThere();
    return Math.round(total);
  };
  const onInput = () => {
    engaged();
    lastInput = last;
  };
  listen(window, INPUTS, stopped, onInput);
  return engaged;
}
