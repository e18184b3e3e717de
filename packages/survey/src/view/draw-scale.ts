// Scored questions: a row of points, stars, faces or thumbs.
import type { Scale, Strings } from "@waymark/protocol";
import type { PlainQuestion } from "../plain-survey.ts";
import { fill } from "../strings.ts";
import { drawOption } from "./draw-option.ts";
import { drawQuestion } from "./draw-question.ts";
import { drawFace, drawStar, drawThumb } from "./icons.ts";
import { make } from "./make.ts";
import type { Sketch } from "./sketch.ts";

type Look = "points" | "stars" | "faces" | "thumbs";

/** More values than these stand in two rows where there is little room. */
const MOST_IN_ROW = 7;

/** A row of values from low to high in reading direction; the ends are in words, and so is each star, face and thumb. */
export function drawScale(sketch: Sketch, { min, max }: Scale): HTMLElement {
  const { question, draft, strings, describedBy, act } = sketch;
  const look = toLook(question);
  const ends = endsOf(question, look, strings);
  const options: Element[] = [];
  for (let value = min; value <= max; value++) {
    const grade = (look === "thumbs" ? strings.thumbs : strings.grades)[value - min] ?? "";
    const option = drawOption(
      {
        value,
        isPicked: draft.picked === value,
        label: look === "stars" ? fill(strings.star, { at: value, of: max, grade }) : look === "thumbs" && grade,
        describedBy: ends && ((value === min && "low") || (value === max && "high")),
        onPick: (goOn) => act({ type: "pick", value }, goOn),
      },
      ...drawMarks(look, value, grade),
    );
    options.push(option);
  }
  const count = options.length;
  const scale = make("div", { class: `scale ${look}${count > MOST_IN_ROW ? " long" : ""}` }, ...options);
  scale.style.cssText = `--_columns:${count};--_half:${Math.ceil(count / 2)}`;
  return make(
    "fieldset",
    { "aria-describedby": ends ? `low high ${describedBy}` : describedBy },
    ...drawQuestion("legend", sketch),
    scale,
    ends && make("div", { class: "ends" }, drawEnd("low", min, ends[0]), drawEnd("high", max, ends[1])),
  );
}

function drawMarks(look: Look, value: number, grade: string): readonly Element[] {
  if (look === "stars") return [drawStar()];
  if (look === "points") return [make("span", { class: "box" }, String(value))];
  if (look === "thumbs") return [make("span", { class: "box" }, drawThumb(value))];
  return [make("span", { class: "box" }, drawFace(value)), make("span", { class: "word" }, grade)];
}

/** The value is heard only: who sees the scale sees which end it is. */
function drawEnd(id: string, value: number, text: string): HTMLElement {
  return make("span", { id }, make("span", { class: "heard" }, `${value}: `), text);
}

function toLook({ kind, look }: PlainQuestion): Look {
  if (kind === "thumbs") return kind;
  return kind === "csat" && (look === "stars" || look === "faces") ? look : "points";
}

/** Lowest and highest end in words; faces and thumbs carry their words themselves. */
function endsOf({ kind, low, high }: PlainQuestion, look: Look, strings: Strings): readonly [string, string] | false {
  if (look === "faces" || look === "thumbs") return false;
  if (low || high) return [low, high];
  if (kind === "nps") return strings.likely;
  if (kind === "ces") return strings.agree;
  return look === "stars" ? [strings.grades[0], strings.grades[4]] : strings.satisfied;
}
