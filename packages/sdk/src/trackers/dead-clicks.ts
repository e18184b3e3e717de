// Frictions of clicks that get no answer: `dead-click`, late ones `slow-click`, and `blocked-click` on what is disabled.
import { toClickVerdict } from "@waymark/journey";
import { isOverCanvas } from "../dom/find-clicked.ts";
import { watchPresses } from "./presses.ts";
import { createTellClick } from "./tell-click.ts";
import type { FrictionContext } from "./tracker.ts";

/** A look that comes later than this was held up by a dialog, a frozen tab or a sleeping device: nothing can be said then, ms. */
const HELD_UP = 1500;

/** `data.clicks` counts them; `data.after` of a `slow-click` is how long the answer took, ms. */
export function trackDeadClicks(context: FrictionContext, stopped: AbortSignal): void {
  const tellClick = createTellClick(context, stopped);
  watchPresses(context, stopped, (pressed, now) => {
    const { element, isBlocked, clicks, at, life, lookedAt } = pressed;
    if (!life && now - lookedAt > HELD_UP) return true;
    const verdict = toClickVerdict(pressed, now, context.tuning);
    if (verdict === "pending") return false;
    if (verdict === "alive" || (isBlocked && life) || !clicks.length || isOverCanvas(element)) return true;
    const type = isBlocked ? "blocked-click" : (`${verdict}-click` as const);
    tellClick(pressed, type, { clicks: clicks.length, ...(life && { after: Math.round(life - at) }) });
    return true;
  });
}
