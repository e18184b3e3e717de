// Watches, while a survey stands in the page, whether it can be seen: the page may remove it, cover it or go away.
import { isInViewport, isRendered, pageShowsModal, type Stop } from "@waymark/protocol";
import type { Host } from "./create-host.ts";

/** Time between two looks, ms: no observer sees all that can hide an element. */
export const LOOK_EVERY = 250;

/**
 * Looks at the survey every 250 ms: puts it back once if the page removed it, hides it while the page shows a modal
 * dialog or has its focus on something under the card, and tells each look whether the survey can be seen.
 * @param guard runs each look, so that nothing is thrown where only the browser would hear it
 * @param onLost the page removed it again
 */
export function watchPresence(
  document: Document,
  { element, root, attach }: Host,
  guard: (task: () => void) => void,
  onLook: (isSeen: boolean) => void,
  onLost: () => void,
): Stop {
  let attachments = 1;
  const card = () => root.firstElementChild ?? element;
  /** Where the card stands, or stood before it gave way. */
  let over = card().getBoundingClientRect();
  /** What has the focus must be seen (WCAG 2.4.11). */
  const giveWay = () => {
    if (!element.hidden) over = card().getBoundingClientRect();
    const focused = document.activeElement;
    element.hidden =
      pageShowsModal(document) ||
      (!!focused && focused !== element && focused !== document.body && covers(over, focused));
  };
  const look = () => {
    if (!element.isConnected && ++attachments > 2) return onLost();
    if (!element.isConnected) attach();
    giveWay();
    onLook(document.visibilityState !== "hidden" && isRendered(card()) && isInViewport(card()));
  };
  const timer = setInterval(guard, LOOK_EVERY, look);
  const listening = new AbortController();
  document.addEventListener("focusin", () => guard(giveWay), listening);
  giveWay();
  return () => {
    clearInterval(timer);
    listening.abort();
  };
}

/** Whether nothing of an element can be seen under a box. */
export function covers(over: DOMRect, element: Element): boolean {
  const under = element.getBoundingClientRect();
  return over.left <= under.left && over.top <= under.top && over.right >= under.right && over.bottom >= under.bottom;
}
