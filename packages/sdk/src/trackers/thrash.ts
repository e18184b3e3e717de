// A `thrash` friction: a mouse that is shaken, a page that is zoomed or text that is selected again and again.
import { type Burst, isStroke, isTurn, NO_BURST, toAttemptBurst, toTurnBurst } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { TYPED_INTO } from "../dom/controls.ts";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

export function trackThrash({ root, clock, describe, tuning, tell }: FrictionContext): Stop {
  const aborter = new AbortController();
  const { signal } = aborter;
  const page = root.documentElement;
  const count = (what: string, add: (before: Burst, at: number) => Burst) => {
    let burst = NO_BURST;
    let last: Element;
    return (element: Element) => {
      const { isFull, moments } = element === last ? burst : NO_BURST;
      last = element;
      burst = add({ isFull, moments }, clock.mono());
      if (burst.isFull && !isFull) tell("thrash", describe(element), { [what]: burst.moments.length });
    };
  };

  const addTurn = count("turns", (before, at) => toTurnBurst(before, at, tuning.thrash));
  let x = 0;
  let y = 0;
  let byX = 0;
  let byY = 0;
  // May come a thousand times a second: nothing is made but at a turn.
  listen<PointerEvent>(root, "pointermove", signal, ({ pointerType, buttons, clientX, clientY }) => {
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
  const onBegin = (target: EventTarget | null, type: string, what: string, find: () => Element | false | undefined) => {
    const add = count(what, toAttemptBurst);
    let before: Element | false | undefined;
    if (target)
      listen(target, type, signal, () => {
        const element = find();
        if (element && !before) add(element);
        before = element;
      });
  };
  const { visualViewport } = window;
  onBegin(visualViewport, "resize", "zooms", () => !!visualViewport && visualViewport.scale > 1 && page);
  onBegin(root, "selectionchange", "selections", () => {
    const selection = root.getSelection();
    const element = selection?.type === "Range" && selection.anchorNode?.parentElement;
    const isOther = !element || element.closest("[data-waymark-ignore]") || root.activeElement?.matches(TYPED_INTO);
    return !isOther && element;
  });
  return () => aborter.abort();
}
