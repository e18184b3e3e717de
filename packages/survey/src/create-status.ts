// What screen readers are told: a live region in the page itself, since those in a shadow root are often not heard.
import type { Stop } from "@waymark/protocol";
import { make } from "./view/make.ts";

export interface Status {
  /** Replaces what is announced. The region must have stood empty for 100 ms before the first words. */
  readonly say: (text: string) => void;
  readonly stop: Stop;
}

/** Puts an empty, invisible `role="status"` last into the page. */
export function createStatus(document: Document, language: string): Status {
  const element = make("div", { role: "status", "data-waymark-ignore": true, lang: language });
  element.style.cssText = hidden;
  document.firstElementChild?.append(element);
  return {
    say: (text) => {
      element.textContent = text;
    },
    stop: () => element.remove(),
  };
}

/** Important in the element itself: stronger than any style sheet of the page. */
const hidden =
  "all:initial!important;position:fixed!important;clip-path:inset(50%)!important;white-space:nowrap!important";
