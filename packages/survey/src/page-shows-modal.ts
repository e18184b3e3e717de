// Whether the page itself asks for all attention: a survey then stays away.

/** True while a modal dialog of the page is rendered, native or made with `aria-modal`. */
export function pageShowsModal(document: Document): boolean {
  for (const dialog of document.querySelectorAll("dialog[open], [aria-modal=true]")) {
    if (isRendered(dialog) && (dialog.matches("[aria-modal=true]") || isModal(dialog))) return true;
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
