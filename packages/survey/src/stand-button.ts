// The button that stands on a page for whoever wants to say something unasked.
import {
  type ButtonOptions,
  pageShowsModal,
  type StandButton,
  type StandingButton,
  type Survey,
} from "@waymark/protocol";
import { createShell, lift } from "./create-host.ts";
import { toWanted } from "./language.ts";
import { mendLook } from "./mend-tokens.ts";
import { own, textIn } from "./plain-survey.ts";
import { buttonBase, host, standing, tokens } from "./styles.ts";
import { drawBubble } from "./view/icons.ts";
import { make } from "./view/make.ts";
import { covers } from "./watch-presence.ts";

/**
 * It gives way while the survey is open or the page shows a modal dialog, and to what has the focus under it; when the survey is
 * gone the focus comes back to it. Not in the top layer, where it would lie over what the page opens.
 */
export const standButton: StandButton = (survey, options) => {
  try {
    return stand(survey, options);
  } catch {
    return { show: () => {}, stop: () => {} };
  }
};

function stand(survey: Survey, { document, language, problem = () => {}, open }: ButtonOptions): StandingButton {
  const shown = toWanted(document, language);
  const theme = String(own(survey, "theme"));
  const { element, root } = createShell({ language: shown, theme }, host + tokens + buttonBase + standing);
  let isWanted = true;
  let isOpen = false;
  const look = () => {
    const focused = document.activeElement;
    const isUnder = !!focused && focused !== element && covers(element.getBoundingClientRect(), focused);
    element.hidden = !isWanted || isOpen || isUnder || pageShowsModal(document);
  };
  const click = () => {
    isOpen = true;
    look();
    open(() => {
      isOpen = false;
      look();
      // Whoever has gone on elsewhere meanwhile is left there.
      if (!document.activeElement || document.activeElement === document.body) button.focus({ preventScroll: true });
    });
  };
  const words = textIn(own(own(survey, "placement"), "button"), shown);
  const button = make(
    "button",
    { type: "button", class: "stand", part: "button", click },
    drawBubble(),
    make("span", {}, words),
  );
  const card = make("div", { class: "card" }, button);
  root.append(card);
  lift(document, element, "fixed");
  mendLook(element, card, problem);
  const listening = new AbortController();
  document.addEventListener("focusin", look, listening);
  return {
    show(isShown) {
      isWanted = isShown;
      if (!element.isConnected) lift(document, element, "fixed");
      look();
    },
    stop() {
      listening.abort();
      element.remove();
    },
  };
}
