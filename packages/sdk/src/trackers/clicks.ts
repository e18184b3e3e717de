// A `click` touchpoint for every click on something that is there to be clicked, named without its text.
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

export function trackClicks({ root, emit, find, describe }: TrackerContext, stopped: AbortSignal): void {
  listen(root, "click", stopped, (event) => {
    const element = event.isTrusted && find(event);
    if (element) emit({ kind: "touchpoint", type: "click", name: describe(element) });
  });
}
