// Whether a selector is rendered, and when that may have changed: for steps that are matched by what is visible.
import { setTimer } from "../dom/set-timer.ts";

/** True when an element matches that is laid out and has a size. A selector that does not parse matches nothing. */
export function isRendered(root: Document, selector: string): boolean {
  return find(root, selector).some((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width && height;
  });
}

/** `waymark check` names selectors that do not parse. */
function find(root: Document, selector: string): readonly Element[] {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/** Of the elements of a selector so many are watched for their size. */
const MOST_SIZES = 20;

/**
 * Returns how to say which selectors are waited for; `changed` is called when another of them is rendered, or one no more.
 * That is looked at once a frame at most, after it was laid out, when something happened that can show or hide an element:
 * a change of the page, or of such an element's size, since a style sheet needs none. Nothing is watched while nothing is
 * waited for.
 */
export function createWatch(
  root: Document,
  changed: () => void,
  stopped: AbortSignal,
): (selectors: readonly string[]) => void {
  let awaited: readonly string[] = [];
  let sized = new WeakSet<Element>();
  let rendered = "";
  let isDue = false;
  const look = () => `${awaited.map((selector) => isRendered(root, selector))}`;
  const later = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      setTimer(() => {
        isDue = false;
        watchSizes();
        const before = rendered;
        rendered = look();
        if (rendered !== before) changed();
      });
    });
  };
  const changes = new MutationObserver(later);
  const sizes = new ResizeObserver(later);
  const watchSizes = () => {
    for (const element of awaited.flatMap((selector) => find(root, selector).slice(0, MOST_SIZES))) {
      // Once: what is observed again is told again.
      if (!sized.has(element)) sizes.observe(element);
      sized.add(element);
    }
  };
  const watch = (selectors: readonly string[]) => {
    awaited = selectors;
    rendered = look();
    sized = new WeakSet();
    changes.disconnect();
    sizes.disconnect();
    if (!selectors.length || stopped.aborted) return;
    const named = selectors.join().match(/[\w-]+(?=[~|^$*]?=|\])/g) ?? [];
    const attributeFilter = ["class", "hidden", "open", "style", ...named];
    changes.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter });
    watchSizes();
  };
  stopped.addEventListener("abort", () => watch([]), { once: true });
  return watch;
}
