// A `form-abandon` friction: a form that was typed into is left without submit; told with its last field and how far it was.
import { type BegunForm, isFormAbandoned, type Place } from "@waymark/journey";
import { BUTTONS, FIELDS, listenAt, listenInside } from "../dom/controls.ts";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

type Begun = { -readonly [name in keyof BegunForm]: BegunForm[name] } & {
  readonly place: Place;
  readonly changed: Set<Element>;
  last: Element;
};

export function trackFormAbandons(context: FrictionContext, stopped: AbortSignal): void {
  const { root, clock, describe, tell, place, onTick } = context;
  const begun = new Map<HTMLFormElement | null, Begun>();
  const leave = (own: Begun, form: HTMLFormElement | null) => {
    begun.delete(form);
    // Neither hidden, disabled nor read-only.
    const all = [...(form?.querySelectorAll<HTMLInputElement>(FIELDS) ?? [])].filter(
      ({ willValidate }) => willValidate,
    );
    const fields = all.length;
    const filled = all.filter((field) => (field.required ? !field.validity.valueMissing : own.changed.has(field)));
    const share = Number((filled.length / fields).toFixed(2));
    if (form && isFormAbandoned(own, fields, !form.isConnected, clock.mono()))
      tell("form-abandon", describe(form), { field: describe(own.last), share, fields }, own.place);
  };

  listenAt(FIELDS, context, "input", stopped, (field, { inputType }) => {
    const { form } = field;
    const own = begun.get(form) ?? { place: place(), changed: new Set(), last: field, enteredAt: 0 };
    // What is chosen begins no form: filters are.
    if (inputType) begun.set(form, own);
    own.changed.add(field);
    own.last = field;
    own.enteredAt = clock.mono();
  });
  listenAt(FIELDS, context, "focusin", stopped, (field) => {
    const own = begun.get(field.form);
    if (own) own.last = field;
  });
  listenAt(BUTTONS, context, "click", stopped, (button) => {
    const own = begun.get(button.closest("form"));
    if (own) own.pressedAt = clock.mono();
  });
  listenInside(root, "submit reset", stopped, ({ target }) => begun.delete(target as HTMLFormElement));
  listen(window, "pagehide", stopped, () => begun.forEach(leave));
  // A form that a script took out was left where it stood: for another route, or with its dialog.
  onTick(() => {
    for (const [form, own] of begun) if (!form?.isConnected) leave(own, form);
  });
}
