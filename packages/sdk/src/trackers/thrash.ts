// A `thrash` friction: a mouse that is shaken, a page that is zoomed or text that is selected again and again.
import { type Burst, isStroke, isTurn, NO_BURST, toAttemptBurst, toTurnBurst } from "@waymark/journey";
import { TYPED_INTO } from "../dom/controls.ts";
import { findFocused } from "../dom/find-focused.ts";
import { listen } from "../dom/listen.ts";
import { onceIdle } from "../dom/when-idle.ts";
import type { FrictionContext } from "./tracker.ts";

export function trackThrash(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, describe, tuning, tell } = context;
  const page = root.documentElement;
  const count = (what: string, add: (before: Burst, at: number) => Burst) => {
    let burst = NO_BURST;
    let last: Element;
    return (element: Element) => {
      const before = element === last ? burst : NO_BURST;
      last = element;
      burst = add(before, clock.mono());
      if (burst.isFull && !before.isFull) tell("thrash", describe(element), { [what]: burst.moments.length });
    };
  };

  const addTurn = count("turns", (before, at) => toTurnBurst(before, at, tuning.thrash));
  let x = 0;
  let y = 0;
  let byX = 0;
  let byY = 0;
  // May come a thousand times a second: nothing is made but at a turn.
  listen<PointerEvent>(root, "pointermove", stopped, ({ pointerType, buttons, clientX, clientY }) => {
    const toX = clientX - x;
    const toY = clientY - y;
    if (pointerType !== "mouse" || buttons || !isStroke(toX, toY)) return;
    if (isTurn(toX, toY, byX, byY)) addTurn(page);
    x = clientX;
    y = clientY;
    byX = toX;
    byY = toY;
  });

  /** Zooms and selections tell of themselves while they grow: what counts is that there was none before. */
  const countNew = (what: string) => {
    const add = count(what, toAttemptBurst);
    let before: Element | false | null | undefined;
    return (element: typeof before) => {
      if (element && !before) add(element);
      before = element;
    };
  };
  const addZoom = countNew("zooms");
  const { visualViewport } = window;
  if (visualViewport) listen(visualViewport, "resize", stopped, () => addZoom(visualViewport.scale > 1 && page));

  const addSelection = countNew("selections");
  const readSelection = () => {
    const { type, anchorNode } = root.getSelection() ?? {};
    const element = type === "Range" ? anchorNode?.parentElement : null;
    const isOther = element?.closest("[data-waymark-ignore]") || findFocused(root)?.matches(TYPED_INTO);
    addSelection(isOther ? null : element);
  };
  // To read what is selected lays out what has changed, so it waits.
  listen(root, "selectionchange", stopped, onceIdle(readSelection, stopped));
}
