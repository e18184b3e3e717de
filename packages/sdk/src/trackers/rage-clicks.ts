// A `rage-click` friction: several fast clicks on the same spot that change nothing.
import { isRage } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

/** After this long without a click the burst is over, ms. */
const QUIET = 500;
const NOT_RAGED_AT =
  "input:not([type=button],[type=submit],[type=image],[type=reset]),textarea,select,canvas,video,audio";

interface Burst {
  readonly target: Element;
  readonly clicks: { readonly x: number; readonly y: number; readonly at: number; hadEffect: boolean }[];
}

export function trackRageClicks({ root, clock, tell, find, describe, tuning }: FrictionContext): Stop {
  const aborter = new AbortController();
  let burst: Burst | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    const last = burst?.clicks.at(-1);
    if (last) last.hadEffect = true;
  });
  const end = () => {
    clearTimeout(timer);
    observer.disconnect();
    if (burst && isRage(burst.clicks, tuning["rage-click"]))
      tell("rage-click", describe(burst.target), { clicks: burst.clicks.length });
    burst = undefined;
  };
  listen<PointerEvent>(root, "click", aborter.signal, (event) => {
    const target =
      event.isTrusted && event.detail && event.button === 0 && !root.getSelection()?.toString() && find(event);
    if (burst && target !== burst.target) end();
    if (!target || target.matches(NOT_RAGED_AT)) return;
    if (!burst) {
      burst = { target, clicks: [] };
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    }
    burst.clicks.push({ x: event.clientX, y: event.clientY, at: clock.mono(), hadEffect: false });
    clearTimeout(timer);
    timer = setTimeout(end, QUIET);
  });
  return () => {
    aborter.abort();
    clearTimeout(timer);
    observer.disconnect();
  };
}
