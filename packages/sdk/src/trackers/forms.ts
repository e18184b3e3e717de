// A `form` touchpoint when a form is begun and when it is submitted; never a field's value, name or text.
import type { Stop } from "@waymark/protocol";
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

/** `data.action` is `start` (first input, once per form) or `submit`; `data.fields` counts the form's controls. */
export function trackForms({ root, emit, find, describe }: TrackerContext): Stop {
  const aborter = new AbortController();
  const started = new WeakSet<Element>();
  for (const [type, action] of [
    ["input", "start"],
    ["submit", "submit"],
  ] as const) {
    listen(root, type, aborter.signal, (event) => {
      const form = action === "submit" ? event.target : (find(event) as HTMLInputElement | undefined)?.form;
      if (!(form instanceof HTMLFormElement) || form.closest("[data-waymark-ignore]")) return;
      if (action === "start" && started.has(form)) return;
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
  return () => aborter.abort();
}
