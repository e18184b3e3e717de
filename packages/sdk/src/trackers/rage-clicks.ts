// A `rage-click` friction: several fast clicks on the same spot that change nothing.
import { type Click, isRage } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { type Clicked, findClicked, hasSelection, isOverCanvas, isPlain, whenClickable } from "../dom/find-clicked.ts";
import type { Hear } from "../dom/life.ts";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

/** After this long without a click the burst is over, ms. */
const QUIET = 500;
const NOT_RAGED_AT =
  "input:not([type=button],[type=submit],[type=image],[type=reset]),textarea,select,canvas,video,audio,[contenteditable]";

interface Burst {
  readonly clicked: Clicked;
  readonly clicks: Click[];
  readonly stop: Stop;
}

export function trackRageClicks({ root, clock, tell, find, describe, tuning, onLife }: FrictionContext): Stop {
  const aborter = new AbortController();
  let burst: Burst | undefined;
  let last: { x: number; y: number; at: number; hadEffect: boolean } | undefined;
  let isDown = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear: Hear = (sign) => {
    if (last && sign === "life") last.hadEffect = true;
  };
  const end = () => {
    clearTimeout(timer);
    burst?.stop();
    const { clicked, clicks = [] } = burst ?? {};
    burst = undefined;
    if (!clicked || isOverCanvas(clicked.element) || !isRage(clicks, tuning["rage-click"])) return;
    whenClickable(clicked, aborter.signal, (each) => {
      if (!hasSelection()) tell("rage-click", describe(each), { clicks: clicks.length });
    });
  };
  const begin = (event: MouseEvent) => {
    const clicked = isPlain(event) ? findClicked(event, find) : undefined;
    if (burst?.clicked.element !== clicked?.element) end();
    isDown = !!clicked && !clicked.element.closest(NOT_RAGED_AT);
    if (!clicked || !isDown) return;
    burst ??= { clicked, clicks: [], stop: onLife(event, hear) };
    last = { x: event.clientX, y: event.clientY, at: clock.mono(), hadEffect: false };
    clearTimeout(timer);
    timer = setTimeout(end, QUIET);
  };
  listen(root, "pointerdown", aborter.signal, begin);
  listen<MouseEvent>(root, "click", aborter.signal, (event) => {
    // The keyboard's have no detail.
    if (!isDown && event.detail) begin(event);
    if (isDown && last) burst?.clicks.push(last);
    isDown = false;
  });
  return () => {
    aborter.abort();
    clearTimeout(timer);
    burst?.stop();
  };
}
