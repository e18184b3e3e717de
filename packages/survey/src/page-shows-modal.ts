// Whether the page itself asks for all attention: a survey then stays away.

/** True while the page is inert or a modal dialog of the page is rendered, native or made with `aria-modal`. */
export function pageShowsModal(document: Document): boolean {
  if (document.documentElement.inert || document.body?.inert) return true;
  for (const dialog of document.querySelectorAll("dialog[open], [aria-modal=true]")) {
    if (isRendered(dialog) && (dialog.matches("[aria-modal=true]") ? isInViewport(dialog) : isModal(dialog)))
      return true;
  }
  return false;
}

/** Whether an element has a box and is not hidden; browsers before `checkVisibility` are asked for the box alone. */
export function isRendered(element: Element): boolean {
  return (
    element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ??
    element.getClientRects().length > 0
  );
}

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
  const view = element.ownerDocument.defaultView;
  return view !== null && bottom > 0 && right > 0 && top < view.innerHeight && left < view.innerWidth;
}
