// The element that carries the survey: last in the page, above it, and closed to its styles, keys and recorders.
import type { Stop } from "@waymark/protocol";
import { keepNear } from "./keep-near.ts";
import { isRightToLeft } from "./language.ts";
import { isRendered } from "./page-shows-modal.ts";
import type { PlainSurvey } from "./plain-survey.ts";
import { styles } from "./styles.ts";

export interface Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Puts it where it belongs: last into the page, in the top layer where there is one, or into an element of the page. */
  readonly attach: () => void;
  readonly stop: Stop;
}

/** Attributes and classes by which session recorders know what they must not read; the first is our own. */
const privacy: readonly (readonly [string, string])[] = [
  ["data-waymark-ignore", ""],
  ["class", "ph-no-capture fs-exclude"],
  ["data-clarity-mask", "true"],
  ["data-sentry-block", ""],
];

/** What a page's shortcuts listen to. */
const typing: readonly string[] = [
  ..."keydown keypress keyup beforeinput input paste copy cut".split(" "),
  ..."compositionstart compositionupdate compositionend".split(" "),
];

/**
 * Makes the host with its shadow root; it is not in the page before `attach`.
 * @throws where the browser has no constructable style sheets
 */
export function createHost(document: Document, survey: PlainSurvey): Host {
  const view = document.defaultView;
  if (!view) throw new Error("The document has no window");
  const { language, theme, placement } = survey;
  const element = document.createElement("div");
  for (const [name, value] of privacy) element.setAttribute(name, value);
  element.dataset.theme = theme === "light" || theme === "dark" ? theme : "auto";
  element.lang = language;
  element.dir = isRightToLeft(language) ? "rtl" : "ltr";
  const root = element.attachShadow({ mode: "open" });
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  for (const type of typing) root.addEventListener(type, (event) => event.stopPropagation());
  let leave: Stop = () => {};
  return {
    element,
    root,
    attach() {
      leave();
      const anchor = findAnchor(document, survey);
      element.dataset.placement = anchor || !survey.selector ? placement : "corner";
      if (anchor && placement === "inline") return anchor.append(element);
      lift(document, element);
      if (anchor) leave = keepNear(view, element, anchor);
    },
    stop() {
      leave();
      element.remove();
    },
  };
}

/** A selector that does not parse finds nothing; nor does one of what has no box. */
function findAnchor(document: Document, { selector }: PlainSurvey): Element | null {
  try {
    const anchor = document.querySelector(selector);
    return anchor && isRendered(anchor) ? anchor : null;
  } catch {
    return null;
  }
}

function lift(document: Document, element: HTMLElement): void {
  document.documentElement.append(element);
  try {
    element.popover = "manual";
    element.showPopover();
  } catch {
    // Without a top layer the style sheet's `position: fixed` and largest z-index must do.
  }
}
