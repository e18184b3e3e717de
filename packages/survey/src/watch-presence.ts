// Watches, while a survey stands in the page, whether it can be seen: the page may remove it, cover it or go away.
import type { Stop } from "@waymark/protocol";
import type { Host } from "./create-host.ts";
import { isRendered, pageShowsModal } from "./page-shows-modal.ts";

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
  let covered: EventTarget | null = null;
  const card = () => root.firstElementChild ?? element;
  const giveWay = () => {
    element.hidden = pageShowsModal(document) || (covered !== null && covered === document.activeElement);
  };
  const look = () => {
    if (!element.isConnected && ++attachments > 2) return onLost();
    if (!element.isConnected) attach();
    giveWay();
    onLook(!document.hidden && isRendered(card()) && isInViewport(card()));
  };
  // Focus that comes to lie under the card must be seen (WCAG 2.4.11), and a modal dialog takes focus as it opens.
  const onFocus = ({ target }: FocusEvent) => {
    if (target !== element && !element.hidden) covered = covers(card(), target as Element) ? target : null;
    giveWay();
  };
  const timer = setInterval(guard, LOOK_EVERY, look);
  const listening = new AbortController();
  document.addEventListener("focusin", (event) => guard(() => onFocus(event)), listening);
  giveWay();
  return () => {
    clearInterval(timer);
    listening.abort();
  };
}

function covers(card: Element, element: Element): boolean {
  const [over, under] = [card.getBoundingClientRect(), element.getBoundingClientRect()];
  return over.left <= under.left && over.top <= under.top && over.right >= under.right && over.bottom >= under.bottom;
}

function isInViewport(element: Element): boolean {
  const { top, left, bottom, right } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  return view !== null && bottom > 0 && right > 0 && top < view.innerHeight && left < view.innerWidth;
}
