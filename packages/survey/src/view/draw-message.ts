// Words without a question.
import { drawQuestion } from "./draw-question.ts";
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

/** The words, and the link if there is a safe one. */
export function drawMessage(sketch: Sketch): HTMLElement {
  const { link } = sketch.question;
  return make(
    "div",
    {},
    ...drawQuestion("p", sketch),
    link
      ? make("a", { class: toClass(link), href: link.url, target: "_blank", rel: "noopener" }, link.text)
      : undefined,
  );
}

const toClass = ({ look }: { readonly look: string }): string => (look === "button" ? "link go" : "link");
