// A calm moment to ask: nobody types or scrolls, the page is in view, no dialog is open, no card number is being typed.
import { listen } from "../dom/listen.ts";

const CALM_FOR = 1000;
const MODAL = "dialog:modal,[aria-modal=true]";
const FIELDS = "input,textarea,select,iframe,[contenteditable]";

/** Resolves with `true` after one calm second, with `false` when there was none in `within` ms or it was stopped. */
export function untilCalm(
  root: Document,
  isPayment: () => boolean,
  stopped: AbortSignal,
  within = 30_000,
): Promise<boolean> {
  return new Promise((resolve) => {
    const aborter = new AbortController();
    const end = (isCalm: boolean) => {
      clearTimeout(timer);
      clearTimeout(last);
      aborter.abort();
      resolve(isCalm);
    };
    const look = () => {
      const isTypingCard = isPayment() && root.activeElement?.matches(FIELDS);
      if (root.visibilityState === "hidden" || isTypingCard || root.querySelector(MODAL)) again();
      else end(true);
    };
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(look, CALM_FOR);
    };
    const last = setTimeout(() => end(false), within);
    let timer = setTimeout(look, CALM_FOR);
    for (const type of ["keydown", "input", "scroll"]) listen(root, type, aborter.signal, again);
    stopped.addEventListener("abort", () => end(false), { signal: aborter.signal });
  });
}
