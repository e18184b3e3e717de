// A `form` touchpoint when a form is begun and when it is submitted; never a field's value, name of its own or text.
import type { Stop } from "@waymark/protocol";
import { describeElement } from "../dom/describe-element.ts";
import { listen } from "../dom/listen.ts";
import type { TrackerContext } from "./tracker.ts";

/** `data.action` is `start` (first input, once per form) or `submit`; `data.fields` counts the form's controls. */
export function trackForms({ root, emit }: TrackerContext): Stop {
  const aborter = new AbortController();
  const started = new WeakSet<Element>();
  const tell = (form: HTMLFormElement, action: "start" | "submit") => {
    if (form.closest("[data-waymark-ignore]")) return;
    emit({ kind: "touchpoint", type: "form", name: describeElement(form), data: { action, fields: form.length } });
  };
  listen(root, "input", aborter.signal, (event) => {
    const [field] = event.composedPath();
    const form = field instanceof Element && field.closest("form");
    if (!form || started.has(form)) return;
    started.add(form);
    tell(form, "start");
  });
  listen(root, "submit", aborter.signal, ({ target }) => {
    if (target instanceof HTMLFormElement) tell(target, "submit");
  });
  return () => aborter.abort();
}
