// One of a list, with a field for what the list lacks.
import { drawOption } from "./draw-option.ts";
import { drawQuestion } from "./draw-question.ts";
import { drawField } from "./draw-text.ts";
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

/** "Something else …" waits for its words and never goes on by itself. */
export function drawChoice(sketch: Sketch): HTMLElement {
  const { question, draft, strings, describedBy, act } = sketch;
  const own = make("div", {}, ...drawField("input", sketch));
  own.hidden = !draft.other;
  const pick = (goOn: boolean, value?: string) => {
    own.hidden = value !== undefined;
    act(value === undefined ? { type: "pick-other" } : { type: "pick", value }, goOn);
  };
  return make(
    "fieldset",
    { class: "choices", "aria-describedby": describedBy },
    ...drawQuestion("legend", sketch),
    ...question.choices.map(({ value, text }) =>
      drawOption({ value, isPicked: draft.picked === value, onPick: (goOn) => pick(goOn, value) }, drawRow(text)),
    ),
    question.other && drawOption({ value: "", isPicked: draft.other, onPick: pick }, drawRow(strings.other)),
    question.other && own,
  );
}

function drawRow(text: string): HTMLElement {
  return make("span", { class: "box row" }, make("span", { class: "dot" }), make("span", {}, text));
}
