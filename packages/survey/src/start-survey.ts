// Joins the conversation with its drawing and its place in the page, and keeps its times.
import type { MountOptions, Outcome, Stop } from "@waymark/protocol";
import { createHost, type Host } from "./create-host.ts";
import { createStatus } from "./create-status.ts";
import { keepAboveKeyboard } from "./keep-above-keyboard.ts";
import { mendLook } from "./mend-tokens.ts";
import type { PlainSurvey } from "./plain-survey.ts";
import { rememberFocus } from "./remember-focus.ts";
import { fill } from "./strings.ts";
import { opening, reopen, type State, toSurveyDraft, turn } from "./turn.ts";
import { createCard } from "./view/create-card.ts";
import type { Act } from "./view/sketch.ts";
import { LOOK_EVERY, watchPresence } from "./watch-presence.ts";

/** Seen this long without a break counts as shown, ms. */
const SHOWN_AFTER = 1000;
/** A choice is seen picked for this long before the survey goes on, ms. */
const GO_ON_AFTER = 180;
/** The thanks go by themselves after this long without pointer or keyboard on them, ms. */
const THANKS_FOR = 8000;

interface Surroundings extends MountOptions {
  readonly tell: (outcome: Outcome) => void;
  readonly keep: NonNullable<MountOptions["keep"]>;
  /** Runs what the browser calls later; an error in it ends the survey in silence. */
  readonly guard: (task: () => void) => void;
  /** Where each started part leaves its undo at once, so that a start that fails halfway can be undone. */
  readonly undo: Stop[];
  readonly stop: Stop;
}

/** Shows a survey that has a question; it ends by `stop`. */
export function startSurvey(
  survey: PlainSurvey,
  { document, tell, sent, draft, isOpened = false, keep, problem = () => {}, guard, undo, stop }: Surroundings,
): void {
  const status = createStatus(document, survey.language);
  undo.push(status.stop);
  const host = createHost(document, survey);
  undo.push(host.stop);
  const { root } = host;
  let state = openBy(survey, draft);
  let seen = 0;
  let rested = 0;
  let isAnnounced = isOpened;
  let goingOn: ReturnType<typeof setTimeout> | undefined;

  const focus = (id: string) => root.getElementById(id)?.focus({ preventScroll: true });
  const act: Act = (action, goOn = false) =>
    guard(() => {
      const before = state;
      const isInside = root.activeElement !== null;
      const [after, outcomes] = turn(survey, before, action);
      if (after !== before || goOn) clearTimeout(goingOn);
      state = after;
      for (const outcome of outcomes) tell(outcome);
      if (after.phase === "closed") return stop();
      if (after.drafts !== before.drafts || after.at !== before.at) keep(toSurveyDraft(survey, after));
      card.show(after);
      const isNew = after.at !== before.at || after.phase !== before.phase;
      if (isNew && isInside) focus("question");
      else if (isNew || after.complaint) status.say(textOf(root, after.complaint ? "complaint" : "question"));
      if (goOn && action.type === "pick-other") focus("text");
      else if (goOn) goingOn = setTimeout(act, GO_ON_AFTER, { type: "next" });
    });
  const onLook = (isSeen: boolean) => {
    if (isSeen && !isAnnounced) {
      isAnnounced = true;
      status.say(fill(survey.strings.announcement, { question: textOf(root, "question") }));
    }
    seen = isSeen ? seen + LOOK_EVERY : 0;
    if (seen >= SHOWN_AFTER) tell({ type: "shown" });
    rested = state.phase === "thanks" && isSeen && !isAttended(host) ? rested + LOOK_EVERY : 0;
    if (rested >= THANKS_FOR) act({ type: "close" });
  };

  const card = createCard(survey, act, sent, isOpened);
  card.show(state);
  root.append(card.element);
  host.attach();
  mendLook(host.element, card.element, problem);
  if (isOpened) focus("question");
  undo.push(keepAboveKeyboard(host.element));
  undo.push(watchPresence(document, host, guard, onLook, stop));
  undo.push(rememberFocus(root), () => clearTimeout(goingOn));
  root.addEventListener("keydown", (event) => {
    const { key, isComposing } = event as KeyboardEvent;
    if (key === "Escape" && !isComposing) act({ type: "close" });
  });
}

function textOf(root: ShadowRoot, id: string): string {
  return root.getElementById(id)?.textContent ?? "";
}

/** Whether a mouse is over the survey or a keyboard's focus in it. After a tap both `:hover` and focus merely linger. */
function isAttended({ element, root }: Host): boolean {
  const hovers = matchMedia("(hover: hover)").matches;
  return (hovers && element.matches(":hover")) || root.querySelector(":focus-visible") !== null;
}

/** What is no draft, or is of another version, counts for nothing. */
function openBy(survey: PlainSurvey, draft: Surroundings["draft"]): State {
  try {
    return draft ? reopen(survey, draft) : opening;
  } catch {
    return opening;
  }
}
