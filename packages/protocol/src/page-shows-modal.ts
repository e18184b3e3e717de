// Whether a page itself asks for all attention: nobody is asked then, and a survey that stands stays away. One rule for both.

/** Made with `aria-modal`, or what Radix hides behind one that does not say so. */
const MARKED = "[aria-modal=true],[data-aria-hidden]";

/**
 * True while the page is inert, or a modal dialog is rendered: in the page, or in the open shadow root that has the focus, as
 * a dialog has. No name of an element of the page's stands in the way.
 */
export function pageShowsModal(root: Document | ShadowRoot): boolean {
  const inner = root.activeElement?.shadowRoot;
  return (
    [...root.querySelectorAll(`html[inert],body[inert],dialog[open],${MARKED}`)].some(isModal) ||
    (!!inner && pageShowsModal(inner))
  );
}

/** Whether an element has a box and is not hidden; browsers before `checkVisibility` are asked for the box alone. */
export function isRendered(element: Element): boolean {
  return (
    element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ??
    element.getClientRects().length > 0
  );
}

/** Drawers stand ready outside of it. */
export function isInViewport(element: Element): boolean {
  const { top, left, bottom, right } = element.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

/** Browsers before `:modal` can't tell, and an open dialog there is taken for one. */
function isModal(sign: Element): boolean {
  if (!isRendered(sign)) return false;
  try {
    return sign.matches(MARKED) ? isInViewport(sign) : sign.matches(":modal,html,body");
  } catch {
    return true;
  }
}
