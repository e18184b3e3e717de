// A calm moment to ask: nobody types or scrolls, the page is in view, no dialog is open, no card number is being typed.
import { pageShowsModal } from "@waymark/protocol";
import { TYPED_INTO } from "../dom/controls.ts";
import { findFocused } from "../dom/find-focused.ts";
import { listen } from "../dom/listen.ts";

const CALM_FOR = 1000;

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
      const isBusy = root.visibilityState === "hidden" || root.fullscreenElement || pageShowsModal(root);
      if (isBusy || (isPayment() && isTyping(root))) again();
      else end(true);
    };
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(look, CALM_FOR);
    };
    const last = setTimeout(end, within, false);
    let timer = setTimeout(look, CALM_FOR);
    listen(root, "keydown input scroll", aborter.signal, again);
    stopped.addEventListener("abort", () => end(false), { signal: aborter.signal });
    if (stopped.aborted) end(false);
  });
}

/** Into open shadow roots; an element of the page's own that has the focus may hold a field in a closed one. */
function isTyping(root: Document): boolean {
  const focused = findFocused(root);
  return !!focused && (focused.matches(TYPED_INTO) || focused.localName.includes("-"));
}
