// A `click` touchpoint for every click on something that is there to be clicked, named without its text.
import type { Stop } from "@waymark/protocol";
import { describeElement, findInteractive } from "../dom/describe-element.ts";
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

export function trackClicks({ root, emit }: TrackerContext): Stop {
  const aborter = new AbortController();
  listen<MouseEvent>(root, "click", aborter.signal, (event) => {
    const element = event.isTrusted && findInteractive(event);
    if (element) emit({ kind: "touchpoint", type: "click", name: describeElement(element) });
  });
  return () => aborter.abort();
}
