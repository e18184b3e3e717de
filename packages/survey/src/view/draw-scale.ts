// Scored questions: NPS from 0 to 10, and CSAT from 1 to 5 as points, stars or faces.

import type { Scale } from "../scale.ts";
import { fill, type Strings } from "../strings.ts";
import { drawOption } from "./draw-option.ts";
import { drawQuestion } from "./draw-question.ts";
import { drawFace, drawStar } from "./icons.ts";
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

type Look = "nps" | "points" | "stars" | "faces";

/** A row of values from low to high in reading direction; the ends are in words, and so is each star and face. */
export function drawScale(sketch: Sketch, { min, max }: Scale): HTMLElement {
  const { question, draft, strings, describedBy, act } = sketch;
  const look = toLook(question.kind, question.look);
  const ends = endsOf(look, strings);
  const options: Element[] = [];
  for (let value = min; value <= max; value++) {
    const grade = strings.grades[value - 1] ?? "";
    const option = drawOption(
      {
        value,
        isPicked: draft.picked === value,
        label: look === "stars" && fill(strings.star, { at: value, of: max, grade }),
        describedBy: ends && ((value === min && "low") || (value === max && "high")),
        onPick: (goOn) => act({ type: "pick", value }, goOn),
      },
      ...drawMarks(look, value, grade),
    );
    options.push(option);
  }
  return make(
    "fieldset",
    { "aria-describedby": ends ? `low high ${describedBy}` : describedBy },
    ...drawQuestion("legend", sketch),
    make("div", { class: `scale ${look}` }, ...options),
    ends && make("div", { class: "ends" }, drawEnd("low", min, ends[0]), drawEnd("high", max, ends[1])),
  );
}

function drawMarks(look: Look, value: number, grade: string): readonly Element[] {
  if (look === "stars") return [drawStar()];
  if (look !== "faces") return [make("span", { class: "box" }, String(value))];
  return [make("span", { class: "box" }, drawFace(value)), make("span", { class: "word" }, grade)];
}

/** The value is heard only: who sees the scale sees which end it is. */
function drawEnd(id: string, value: number, text: string): HTMLElement {
  return make("span", { id }, make("span", { class: "heard" }, `${value}: `), text);
}

function toLook(kind: string, look: string): Look {
  if (kind === "nps") return "nps";
  return look === "stars" || look === "faces" ? look : "points";
}

/** Lowest and highest end in words; faces carry their words themselves. */
function endsOf(look: Look, strings: Strings): readonly [string, string] | false {
  if (look === "nps") return strings.likely;
  if (look === "points") return strings.satisfied;
  return look === "stars" && [strings.grades[0], strings.grades[4]];
}
