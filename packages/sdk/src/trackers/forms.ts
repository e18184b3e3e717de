// A `form` touchpoint when a form is begun and when it is submitted; never a field's value, name or text.
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

/** `data.action` is `start` (first input, once per form) or `submit`; `data.fields` counts the form's controls. */
export function trackForms({ root, emit, find, describe }: TrackerContext, stopped: AbortSignal): void {
  const started = new WeakSet<Element>();
  for (const type of ["input", "submit"]) {
    const isSubmit = type === "submit";
    const action = isSubmit ? type : "start";
    listen(root, type, stopped, (event) => {
      const form = isSubmit ? event.target : (find(event) as HTMLInputElement | undefined)?.form;
      if (!(form instanceof HTMLFormElement) || form.closest("[data-waymark-ignore]")) return;
      if (!isSubmit && started.has(form)) return;
      started.add(form);
      // A field may be named "length", and then that is what the form answers.
      emit({
        kind: "touchpoint",
        type: "form",
        name: describe(form),
        data: { action, fields: Number(form.length) || 0 },
      });
    });
  }
}
