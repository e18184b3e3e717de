// Frictions of clicks that get no answer: `dead-click`, late ones `slow-click`, and `blocked-click` on what is disabled.
import type { Stop } from "@waymark/protocol";
import { findClicked, isOverCanvas, isPlain, whenClickable } from "../dom/find-clicked.ts";
import { listen } from "../dom/listen.ts";
import { createSeldom } from "./seldom.ts";
import type { FrictionContext } from "./tracker.ts";
import { createWaitingClicks, type Waiting } from "./waiting-clicks.ts";

/** Further than this from where it went down the pointer drags, CSS pixels. */
const STILL = 30;
/** What is typed or looked into, what opens elsewhere, and what is chosen already answer in no way that could be told. */
const UNJUDGED =
  "input:not([type=button],[type=submit],[type=image],[type=reset],[type=checkbox],[type=radio]),textarea,select,canvas,video,audio,object,embed,[contenteditable],a[target],a[download],[type=radio]:checked,[role=radio][aria-checked=true],[aria-selected=true],[aria-current]";

/** `data.clicks` counts them; `data.after` of a `slow-click` is how long the answer took, ms. */
export function trackDeadClicks(context: FrictionContext): Stop {
  const { root, clock, tell, find, describe } = context;
  const aborter = new AbortController();
  const { signal } = aborter;
  const isTurn = createSeldom(clock);
  let down: Waiting | undefined;
  const waiting = createWaitingClicks(context, ({ clicked, isBlocked, clicks, at, life }, verdict) => {
    if (verdict === "alive" || (isBlocked && verdict === "slow") || isOverCanvas(clicked.element)) return;
    const type = isBlocked ? "blocked-click" : verdict === "slow" ? "slow-click" : "dead-click";
    const data = { clicks, ...(life !== undefined && { after: Math.round(life - at) }) };
    whenClickable(clicked, signal, (each) => isTurn(each) && tell(type, describe(each), data));
  });
  const begin = (event: MouseEvent): Waiting | undefined => {
    const clicked = isPlain(event) ? findClicked(event, find) : undefined;
    waiting.turnTo(clicked?.element);
    return clicked && !clicked.element.closest(UNJUDGED) ? waiting.add(event, clicked) : undefined;
  };
  const count = () => {
    if (down) down.clicks++;
    down = undefined;
  };
  listen<PointerEvent>(root, "pointerdown", signal, (event) => {
    down = begin(event);
  });
  // What is disabled gets no click.
  listen(root, "pointerup", signal, () => down?.isBlocked && count());
  listen<MouseEvent>(root, "click", signal, (event) => {
    if (!down) {
      const found = begin(event);
      // One that was counted comes again by its label.
      down = found?.clicks ? undefined : found;
    } else if (Math.hypot(event.clientX - down.x, event.clientY - down.y) > STILL) down = undefined;
    count();
  });
  return () => {
    aborter.abort();
    waiting.stop();
  };
}
