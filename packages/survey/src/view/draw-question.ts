// The words of a question, in the element that names its field or group.
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

/** The words, which take focus when the survey moves on under the visitor's hands, and the note if there is one. */
export function drawQuestion(tag: "legend" | "label" | "p", { question, strings }: Sketch): HTMLElement[] {
  const { text, note, optional, kind } = question;
  const words = make(
    tag,
    { id: "question", class: "question", part: "question", tabindex: -1, for: tag === "label" && "text" },
    text,
    optional && kind !== "message" && make("span", { class: "optional" }, ` (${strings.optional})`),
  );
  return note ? [words, make("p", { id: "note", class: "note" }, note)] : [words];
}
