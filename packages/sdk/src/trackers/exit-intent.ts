// An `exit-intent` friction: the mouse leaves through the top edge, towards tabs and address bar, or a finger flings the page up.
import { isExit, isRise, isSettled, RISE_WEIGHT } from "@waymark/journey";
import type { JsonObject } from "@waymark/protocol";
import { TYPED_INTO } from "../dom/controls.ts";
import { findFocused } from "../dom/find-focused.ts";
import { listen } from "../dom/listen.ts";
import { onRise } from "../dom/rise.ts";
import type { FrictionContext } from "./tracker.ts";

export function trackExitIntent(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, tell, place, tab, tuning, onEntry } = context;
  // Once per step, on earlier pages of it too.
  const told = new Set(tab.last().flatMap(({ type, name }) => (type === "exit-intent" ? name : [])));
  let since = 0;
  let lastY = 0;
  const tellOnce = (data?: JsonObject) => {
    const here = `${place().stage}/${place().step}`;
    const isTooSoon = !isSettled(clock.mono() - since, tuning["exit-intent"]);
    if (isTooSoon || told.has(here) || findFocused(root)?.matches(TYPED_INTO)) return;
    told.add(here);
    tell("exit-intent", here, data);
  };
  listen<PointerEvent>(root, "pointermove", stopped, ({ clientY }) => {
    lastY = clientY;
  });
  listen<PointerEvent>(root, "pointerout", stopped, ({ relatedTarget, clientY, pointerType, buttons }) => {
    if (pointerType === "mouse" && !relatedTarget && !buttons && isExit(clientY, lastY)) tellOnce();
  });
  onRise(root, clock, stopped, (speed, depth) => {
    if (isRise(speed, depth)) tellOnce({ weight: RISE_WEIGHT });
  });
  onEntry(({ type, mono = clock.mono() }) => {
    if (type === "page") since = mono;
  });
}
