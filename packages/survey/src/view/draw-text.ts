// Fields for the visitor's own words.
import { MAX_TEXT } from "../turn.ts";
import { drawQuestion } from "./draw-question.ts";
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

/** A question answered in the visitor's own words. */
export function drawText(sketch: Sketch): HTMLElement {
  return make("div", {}, ...drawQuestion("label", sketch), ...drawField("textarea", sketch));
}

/** The field with its note. Control or Command with Enter goes on; Enter alone is a new line in a text area. */
export function drawField(tag: "textarea" | "input", { draft, strings, describedBy, act }: Sketch): HTMLElement[] {
  const field = make(tag, {
    id: "text",
    class: "field",
    rows: 3,
    maxlength: MAX_TEXT,
    "aria-label": tag === "input" && strings.otherLabel,
    "aria-describedby": `privacy ${describedBy}`,
    input: () => act({ type: "write", text: field.value }),
    keydown: ({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent) => {
      if (key === "Enter" && (ctrlKey || metaKey) && !isComposing) act({ type: "next" });
    },
  });
  field.value = draft.written;
  return [field, make("p", { id: "privacy", class: "note" }, strings.privacy)];
}
