// The focused element.

/** What has the focus, in open shadow roots too. */
export function findFocused(root: Document): Element | null {
  let focused = root.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
