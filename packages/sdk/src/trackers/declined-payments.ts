// A `payment-declined` friction: on a step where one pays, an alert appears soon after submit, and the step is not left.
import { findStep, isDeclined, isSamePlace, type Place } from "@waymark/journey";
import { BUTTONS, listenAt, listenInside } from "../dom/controls.ts";
import type { FrictionContext } from "./tracker.ts";

const IGNORED = "[data-waymark-ignore]";
const ALERT = "[role=alert],[aria-live=assertive]";
/** An alert is waited for so long, and then what becomes of the step, ms. */
const ALERT_WITHIN = 10_000;
const STAY = 2000;

export function trackDeclinedPayments(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, describe, tell, plan, place } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let submittedAt = 0;
  let name = "";
  let before: Place;
  const end = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const observer = new MutationObserver((records) => {
    const after = Math.round(clock.mono() - submittedAt);
    const alert = isDeclined(after, true) && findAlert(records);
    if (!alert) return;
    end();
    timer = setTimeout(() => {
      // One that is gone again was seen; one that is hidden was put away just then.
      const isSeen = !alert.isConnected || alert.checkVisibility?.() !== false;
      if (isDeclined(after, isSeen && isSamePlace(before, place()))) tell("payment-declined", name, { after });
    }, STAY);
  });
  const submit = (element: Element) => {
    if (element.closest(IGNORED) || !findStep(plan, place())?.payment) return;
    end();
    submittedAt = clock.mono();
    name = describe(element);
    before = place();
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    timer = setTimeout(end, ALERT_WITHIN);
  };
  listenAt(BUTTONS, context, "click", stopped, submit);
  listenInside(root, "submit", stopped, ({ target }) => submit(target as Element));
  stopped.addEventListener("abort", end);
}

/** The alert that came, was filled or was shown. Its text is not read. */
function findAlert(records: readonly MutationRecord[]): Element | undefined {
  for (const { target, addedNodes } of records) {
    for (const node of [target, ...addedNodes]) {
      const element = node instanceof Element ? node : node.parentElement;
      const alert = element?.closest(ALERT) ?? (node === target ? null : element?.querySelector(ALERT));
      if (alert?.firstChild && !alert.closest(IGNORED)) return alert;
    }
  }
  return undefined;
}
