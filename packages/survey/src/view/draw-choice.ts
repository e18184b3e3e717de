// One of a list, or as many as hold, with a field for what the list lacks.
import { toList } from "../turn.ts";
import { drawOption } from "./draw-option.ts";
import { drawQuestion } from "./draw-question.ts";
import { drawField } from "./draw-text.ts";
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

/** "Something else …" waits for its words and never goes on by itself; nor does a list of which several may be picked. */
export function drawChoice(sketch: Sketch): HTMLElement {
  const { question, draft, strings, describedBy, act } = sketch;
  const isMany = question.kind === "choices";
  const picked = isMany ? toList(draft.picked) : [draft.picked];
  const own = make("div", {}, ...drawField("input", sketch));
  own.hidden = !draft.other;
  const pick = (goOn: boolean, value?: string) => {
    if (value === undefined) own.hidden = isMany && !own.hidden;
    else if (!isMany) own.hidden = true;
    act(value === undefined ? { type: "pick-other" } : { type: "pick", value }, goOn);
  };
  const draw = (value: string, isPicked: boolean, text: string, onPick: (goOn: boolean) => void) =>
    drawOption({ value, isMany, isPicked, onPick }, drawRow(text));
  return make(
    "fieldset",
    { class: isMany ? "choices many" : "choices", "aria-describedby": describedBy },
    ...drawQuestion("legend", sketch),
    ...question.choices.map(({ value, text }) =>
      draw(value, picked.includes(value), text, (goOn) => pick(goOn, value)),
    ),
    question.other && draw("", draft.other, strings.other, pick),
    question.other && own,
  );
}

function drawRow(text: string): HTMLElement {
  return make("span", { class: "box row" }, make("span", { class: "dot" }), make("span", {}, text));
}
