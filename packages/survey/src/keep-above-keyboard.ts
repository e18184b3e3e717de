// Moves the survey above a soft keyboard, which covers the page's bottom without making the page smaller.
import type { Stop } from "@waymark/protocol";

/** What a fixed element stands above by itself is no keyboard, px. */
const SCROLLBAR = 40;

/** Writes `--_lift` and `--_height` (px) to the element; not while the visitor has pinched the page larger. */
export function keepAboveKeyboard(element: HTMLElement): Stop {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const fit = () => {
    if (viewport.scale > 1.01) return;
    const missing = innerHeight - viewport.height;
    const lift = missing > SCROLLBAR ? Math.max(0, Math.round(missing - viewport.offsetTop)) : 0;
    element.style.setProperty("--_lift", `${-lift}px`);
    element.style.setProperty("--_height", `${Math.round(viewport.height)}px`);
  };
  const listening = new AbortController();
  viewport.addEventListener("resize", fit, listening);
  viewport.addEventListener("scroll", fit, listening);
  fit();
  return () => listening.abort();
}
