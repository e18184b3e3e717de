// Whether the page itself asks for all attention: a survey then stays away.

/** Native, made with `aria-modal`, or what Radix hides behind one that says neither. */
const SIGNS = "dialog[open], [aria-modal=true], [data-aria-hidden]";

/** True while the page is inert or a modal dialog of the page is rendered. */
export function pageShowsModal({ documentElement, body }: Document): boolean {
  return documentElement.inert || body?.inert || [...documentElement.querySelectorAll(SIGNS)].some(isSeen);
}

/** Whether an element has a box and is not hidden; browsers before `checkVisibility` are asked for the box alone. */
export function isRendered(element: Element): boolean {
  return (
    element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ??
    element.getClientRects().length > 0
  );
}

const isSeen = (sign: Element): boolean =>
  isRendered(sign) && (sign.matches("dialog:not([aria-modal=true])") ? isModal(sign) : isInViewport(sign));

function isModal(dialog: Element): boolean {
  try {
    return dialog.matches(":modal");
  } catch {
    return false;
  }
}

/** Drawers stand ready outside of it. */
export function isInViewport(element: Element): boolean {
  const { top, left, bottom, right } = element.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
