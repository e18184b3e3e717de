// A question as it stands in the card: its words and fields, and the ways on and back.
import { toPath } from "../path.ts";
import type { PlainQuestion, PlainSurvey } from "../plain-survey.ts";
import { fill } from "../strings.ts";
import { draftOf, type State } from "../turn.ts";
import { drawChoice } from "./draw-choice.ts";
import { drawMessage } from "./draw-message.ts";
import { drawScale } from "./draw-scale.ts";
import { drawText } from "./draw-text.ts";
import { make } from "./make.ts";
import type { Act, Sketch } from "./sketch.ts";

/** A form of its own for each question: nothing typed, scrolled or focused carries over. */
export function drawAsking(
  survey: PlainSurvey,
  state: State,
  question: PlainQuestion,
  act: Act,
  sent: HTMLElement | undefined,
): HTMLElement {
  const { strings } = survey;
  const describedBy = question.note ? "note complaint" : "complaint";
  const submit = (event: Event) => {
    event.preventDefault();
    act({ type: "next" });
  };
  // A sheet on a phone grows when somebody reads on, never under a finger that taps.
  const scroll = ({ target }: Event) => (target as Element).classList.add("read");
  return make(
    "form",
    { novalidate: true, submit },
    make(
      "div",
      { class: "body", scroll },
      drawFields({ question, draft: draftOf(state, question), strings, describedBy, act }),
      make("p", { id: "complaint", class: "complaint" }),
    ),
    drawWays(survey, state, question, act, sent),
  );
}

function drawFields(sketch: Sketch): HTMLElement {
  const { kind, scale } = sketch.question;
  if (scale) return drawScale(sketch, scale);
  if (kind === "choice" || kind === "choices") return drawChoice(sketch);
  return kind === "text" ? drawText(sketch) : drawMessage(sketch);
}

const once = (event: MouseEvent) => event.detail > 1 && event.preventDefault();

function drawWays(
  survey: PlainSurvey,
  state: State,
  { kind }: PlainQuestion,
  act: Act,
  sent: HTMLElement | undefined,
): HTMLElement {
  const { strings, questions, snooze, decline } = survey;
  const path = toPath(questions, state.answers, state.at);
  const place = path.indexOf(state.at);
  const isFirst = place <= 0;
  const last = kind === "message" ? strings.done : strings.send;
  const quiet = (type: "snooze" | "decline" | "back", words: string) =>
    make("button", { type: "button", class: "quiet", part: "button", click: () => act({ type }) }, words);
  return make(
    "div",
    { class: "ways" },
    isFirst && snooze && quiet("snooze", strings.notNow),
    isFirst && decline && quiet("decline", strings.decline),
    !isFirst && quiet("back", strings.back),
    kind !== "message" && sent,
    path.length > 1 && make("span", { class: "progress" }, fill(strings.progress, { at: place + 1, of: path.length })),
    // The second click of a double click was meant for the question before.
    make(
      "button",
      { type: "submit", class: "go", part: "button", click: once },
      place < path.length - 1 ? strings.next : last,
    ),
  );
}
