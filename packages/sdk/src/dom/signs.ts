// Which events show that the page answers; what they are about is not read.
import type { Clock } from "../clock.ts";
import type { Act } from "./acts.ts";
import { hasSelection } from "./find-clicked.ts";
import { listen } from "./listen.ts";
import { onceIdle } from "./when-idle.ts";

/** What scrolls later is rather the visitor's own doing, ms. */
const SCROLLS_WITHIN = 1000;
/** What glides later does so under a mouse that passes, ms. */
const GLIDES_WITHIN = 100;

/** `since` is how long ago the act was, ms. */
type IsSign = (event: Event, act: Act, since: number) => boolean;

const SIGNS: readonly (readonly [types: string, isSign: IsSign])[] = [
  ["input reset invalid copy toggle play pause volumechange fullscreenchange visibilitychange", () => true],
  // Opens a file chooser, saves a file, tells a framework of a new value. A text field's own `change` only says that the click
  // took the focus from it.
  ["change click", ({ isTrusted }) => !isTrusted],
  // A link to `#` changes it, too, and the button back to it.
  ["hashchange", () => location.hash !== ""],
  ["blur", ({ target }) => !(target instanceof Node)],
  // What was clicked gets the focus by itself.
  ["focusin", ({ target }, { path }) => !path.includes(target as EventTarget)],
  ["scroll", (_event, _act, since) => since < SCROLLS_WITHIN],
  // A menu that shows itself by `:focus-within` changes no node. What the visitor has touched, or points at, glides for its own
  // reasons.
  [
    "transitionrun animationstart",
    ({ target }, { touched }, since) =>
      since < GLIDES_WITHIN &&
      target instanceof Element &&
      !(target.matches(":hover") || [...touched].some((each) => each?.contains(target))),
  ],
];

/**
 * Calls back at each, until stopped, while there is an act that may be answered; what happens in ours, or in what opted out, is
 * none. They are heard all the time: to begin with two dozen listeners anew would be the dearest part of a click.
 */
export function onSigns(
  { clock }: { readonly clock: Clock },
  act: () => Act | undefined,
  isRestless: (target: EventTarget | null) => boolean,
  stopped: AbortSignal,
  live: () => void,
): void {
  for (const [types, isSign] of SIGNS) {
    listen(window, types, stopped, (event) => {
      const last = act();
      const { target } = event;
      if (!last || isRestless(target) || (target instanceof Element && target.closest("[data-waymark-ignore]"))) return;
      if (isSign(event, last, clock.mono() - last.at)) live();
    });
  }
  const lookForSelection = onceIdle(() => hasSelection() && live(), stopped);
  listen(window, "selectionchange", stopped, ({ target }) => {
    // Of a field it is told when a script puts another value there.
    if (target instanceof Element) live();
    else if (act()) lookForSelection();
  });
}
