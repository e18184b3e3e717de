// A `rage-click` friction: several fast clicks on the same spot that change nothing.
import { isRage } from "@waymark/journey";
import { hasSelection, isOverCanvas } from "../dom/find-clicked.ts";
import { whenIdle } from "../dom/when-idle.ts";
import { watchPresses } from "./presses.ts";
import { createTellClick } from "./tell-click.ts";
import type { FrictionContext } from "./tracker.ts";

/** After this long without a click the burst is over, ms. */
const QUIET = 500;

/** `data.clicks` counts them. */
export function trackRageClicks(context: FrictionContext, stopped: AbortSignal): void {
  const tellClick = createTellClick(context, stopped);
  watchPresses(context, stopped, (pressed, now) => {
    const { element, isBlocked, clicks, last, next } = pressed;
    if (next === undefined && now - last.at < QUIET) return false;
    if (!isBlocked && isRage(clicks, context.tuning["rage-click"]) && !isOverCanvas(element))
      whenIdle(() => hasSelection() || tellClick(pressed, "rage-click", { clicks: clicks.length }), stopped);
    return true;
  });
}
