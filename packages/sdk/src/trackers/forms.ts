// A `form` touchpoint when a form is begun and when it is submitted; never a field's value, name or text.
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

/** `data.action` is `start` (first input, once per form) or `submit`; `data.fields` counts the form's controls. */
export function trackForms({ root, emit, find, describe }: TrackerContext, stopped: AbortSignal): void {
  const started = new WeakSet<Element>();
  listen(root, "input submit", stopped, (event) => {
    const isSubmit = event.type === "submit";
    const form = isSubmit ? event.target : (find(event) as HTMLInputElement | undefined)?.form;
    if (!(form instanceof HTMLFormElement) || form.closest("[data-waymark-ignore]")) return;
    if (!isSubmit && started.has(form)) return;
    started.add(form);
    // A field may be named "length", and then that is what the form answers.
    const data = { action: isSubmit ? "submit" : "start", fields: Number(form.length) || 0 };
    emit({ kind: "touchpoint", type: "form", name: describe(form), data });
  });
}
