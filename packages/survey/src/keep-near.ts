// Keeps the survey beside an element of the page, inside of the viewport.
import type { Stop } from "@waymark/protocol";

/** Between both, and to the edges of the viewport, px. */
const GAP = 8;

/**
 * Writes `--_at` (px from left and top) to the survey: under the element if it fits there or has no more room above, else above,
 * at the side where a line begins. Follows the page as it scrolls, at most once a frame, until the element is gone: then it stands in the
 * corner.
 */
export function keepNear(survey: HTMLElement, anchor: Element): Stop {
  let frame = 0;
  const put = () => {
    frame = 0;
    if (!anchor.isConnected) survey.dataset.placement = "corner";
    const { top, bottom, left, right } = anchor.getBoundingClientRect();
    const { width, height } = survey.getBoundingClientRect();
    const under = bottom + GAP;
    const below = innerHeight - under - GAP;
    const y = below >= Math.min(height, top - GAP) ? under : top - GAP - height;
    const x = survey.dir === "rtl" ? right - width : left;
    const inside = (at: number, size: number, space: number) =>
      `${Math.round(Math.max(GAP, Math.min(at, space - size - GAP)))}px`;
    survey.style.setProperty("--_at", `${inside(x, width, innerWidth)},${inside(y, height, innerHeight)}`);
  };
  const putSoon = () => {
    frame ||= requestAnimationFrame(put);
  };
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  addEventListener("scroll", putSoon, options);
  addEventListener("resize", putSoon, options);
  const sizes = new ResizeObserver(putSoon);
  sizes.observe(survey);
  put();
  return () => {
    listening.abort();
    sizes.disconnect();
    cancelAnimationFrame(frame);
  };
}
