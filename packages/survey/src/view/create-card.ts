// The card: the question on screen or the thanks, and the way out.
import type { MountOptions, Strings } from "@waymark/protocol";
import type { PlainQuestion, PlainSurvey } from "../plain-survey.ts";
import { answerOf, draftOf, type State, thanksOf } from "../turn.ts";
import { drawAsking } from "./draw-asking.ts";
import { drawSent } from "./draw-sent.ts";
import { drawCross, drawTick } from "./icons.ts";
import { make } from "./make.ts";
import type { Act } from "./sketch.ts";

export interface Card {
  readonly element: HTMLElement;
  /** Draws what differs: another question or the thanks anew, a complaint into what stands. */
  readonly show: (state: State) => void;
}

/** A region of the page, which takes no focus; a dialog that keeps none where the visitor has opened it. Empty before the first `show`. */
export function createCard(survey: PlainSurvey, act: Act, sent: MountOptions["sent"], isOpened: boolean): Card {
  const { strings } = survey;
  const close = make(
    "button",
    { type: "button", class: "close", part: "close", "aria-label": strings.close, click: () => act({ type: "close" }) },
    drawCross(),
  );
  const role = isOpened && "dialog";
  const element = make("section", { role, class: "card", part: "card", "aria-labelledby": "question" });
  let shown: State | undefined;
  const sentView = sent && drawSent(strings, () => sent(shown && answerOf(survey, shown)));
  const show = (state: State) => {
    const question = survey.questions[state.at];
    if (!question) return;
    if (state.at !== shown?.at || state.phase !== shown.phase) {
      const isAsking = state.phase === "asking";
      element.replaceChildren(
        isAsking ? drawAsking(survey, state, question, act, sentView?.element) : drawThanks(survey, state),
        close,
      );
    }
    if (state.phase === "asking") complain(element, state.complaint ? complaintOf(state, question, strings) : "");
    shown = state;
    sentView?.refresh();
  };
  return { element, show };
}

function drawThanks(survey: PlainSurvey, state: State): HTMLElement {
  const words = thanksOf(survey, state) || survey.strings.thanks;
  return make(
    "div",
    { class: "thanks" },
    drawTick(),
    make("p", { id: "question", class: "question", part: "question", tabindex: -1 }, words),
  );
}

function complaintOf(state: State, question: PlainQuestion, strings: Strings): string {
  return question.kind === "text" || draftOf(state, question).other ? strings.write : strings.pick;
}

/** Says what is missing, or with `""` that nothing is. */
function complain(card: Element, text: string): void {
  card.querySelector("#complaint")?.replaceChildren(text);
  card.querySelector("#text")?.setAttribute("aria-invalid", String(text !== ""));
}
