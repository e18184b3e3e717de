// Gives focus back to where it was in the page when a survey with focus inside goes away.

/** Notes from where focus came into the root; the function it returns gives it back. */
export function rememberFocus(root: ShadowRoot): () => void {
  let before: EventTarget | null = null;
  root.addEventListener("focusin", (event) => {
    const from = (event as FocusEvent).relatedTarget;
    if (from && !root.contains(from as Node)) before = from;
  });
  return () => {
    const element = before as HTMLElement | null;
    if (root.activeElement && element?.isConnected) element.focus({ preventScroll: true });
  };
}
