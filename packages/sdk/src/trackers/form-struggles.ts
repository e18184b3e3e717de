// A `form-struggle` friction: a field that is refused or corrected again and again, or that nobody knows what to enter into.
import { isStruggle } from "@waymark/journey";
import { BUTTONS, FIELDS, listenAt, listenInside } from "../dom/controls.ts";
import type { FrictionContext } from "./tracker.ts";

/** What a page answers to the press of a button comes within this, ms. */
const ANSWER = 1000;
/** Refused again sooner than this is the same try, told by the browser and by the page, ms. */
const SAME_TRY = 2000;
const INVALID = "[aria-invalid=true]";

/** What befell a field; its first value is no correction. */
const create = () => ({ refused: 0, corrected: -1, hesitated: 0, refusedAt: -Infinity });

/** Changes what befell a field; when that is trouble it is told, and counted anew. Returns whether it was. */
function createChange({ describe, tell, tuning }: FrictionContext) {
  const troubles = new WeakMap<Element, ReturnType<typeof create>>();
  return (field: Element, by: (trouble: ReturnType<typeof create>) => void): boolean => {
    const trouble = troubles.get(field) ?? create();
    troubles.set(field, trouble);
    by(trouble);
    const { refused, corrected, hesitated } = trouble;
    const isTold = isStruggle(trouble, tuning["form-struggle"]);
    if (isTold) {
      tell("form-struggle", describe(field), { refused, corrected: Math.max(corrected, 0), hesitated });
      Object.assign(trouble, { refused: 0, corrected: 0, hesitated: 0 });
    }
    return isTold;
  };
}

export function trackFormStruggles(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, engaged, onTick } = context;
  const change = createChange(context);
  const refuse = (field: Element) =>
    change(field, (trouble) => {
      if (clock.mono() - trouble.refusedAt < SAME_TRY || field.closest("[data-waymark-ignore]")) return;
      trouble.refusedAt = clock.mono();
      trouble.refused++;
    });
  let pressedAt = -Infinity;
  listenAt(BUTTONS, context, "click", stopped, () => {
    pressedAt = clock.mono();
  });
  // Pages also ask for validity to colour a field or to enable a button, at every key.
  listenInside(root, "invalid", stopped, ({ target }) => {
    const field = target as Element;
    if (field.matches(FIELDS) && clock.mono() - pressedAt < ANSWER) refuse(field);
  });
  // What a submit leaves invalid may have been marked before, and is not marked anew.
  listenInside(root, "submit", stopped, ({ target }) => {
    setTimeout(() => {
      for (const field of stopped.aborted ? [] : (target as Element).querySelectorAll(INVALID)) refuse(field);
    }, ANSWER);
  });
  const observer = new MutationObserver((records) => {
    // While somebody types into it, it is only a hint.
    for (const { target } of records as { readonly target: Node }[])
      if (target !== root.activeElement && (target as Element).matches(INVALID)) refuse(target as Element);
  });
  observer.observe(root, { subtree: true, attributeFilter: ["aria-invalid"] });

  let empty: Element | undefined;
  let typed: Element | undefined;
  let since = 0;
  listenAt(FIELDS, context, "focusin", stopped, (field) => {
    if (field.validity.valueMissing) empty = field;
    since = engaged();
  });
  listenAt(FIELDS, context, "input", stopped, (field, { inputType }) => {
    empty = undefined;
    // By hand: neither chosen nor filled in by the browser.
    if (inputType) typed = field;
  });
  listenAt(FIELDS, context, "focusout", stopped, (field) => {
    if (typed === field) change(field, (trouble) => trouble.corrected++);
    empty = typed = undefined;
  });
  onTick(() => {
    const hesitated = engaged() - since;
    if (empty && change(empty, (trouble) => Object.assign(trouble, { hesitated }))) empty = undefined;
  });
  stopped.addEventListener("abort", () => observer.disconnect());
}
