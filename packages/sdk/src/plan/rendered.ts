// Whether a selector is rendered, and when that changes: for steps that are matched by what is visible.

/** True when an element matches that is laid out and has a size. A selector that does not parse matches nothing. */
export function isRendered(root: Document, selector: string): boolean {
  try {
    for (const element of root.querySelectorAll(selector)) {
      const { width, height } = element.getBoundingClientRect();
      if (width && height) return true;
    }
  } catch {
    // `waymark check` names selectors that do not parse.
  }
  return false;
}

/** Calls back at most once a frame, after it was laid out, when something that can show or hide an element changed. */
export function onRendering(root: Document, changed: () => void, stopped: AbortSignal): void {
  let isDue = false;
  const observer = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      setTimeout(() => {
        isDue = false;
        changed();
      });
    });
  });
  const attributeFilter = ["class", "hidden", "open", "style"];
  observer.observe(root.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter });
  stopped.addEventListener("abort", () => observer.disconnect(), { once: true });
}
