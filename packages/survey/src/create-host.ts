// The element that carries the survey: last in the page, above it, and closed to its styles, keys and recorders.
import { isRendered, type Stop } from "@waymark/protocol";
import { keepNear } from "./keep-near.ts";
import { isRightToLeft } from "./language.ts";
import type { PlainSurvey } from "./plain-survey.ts";
import { styles } from "./styles.ts";
import { make } from "./view/make.ts";

export interface Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Puts it where it belongs: last into the page, in the top layer where there is one, or into an element of the page. */
  readonly attach: () => void;
  readonly stop: Stop;
}

/** What nothing of the page reaches into. */
export type Shell = Pick<Host, "element" | "root">;

/** Attributes and classes by which session recorders know what they must not read; the first is our own. */
const PRIVACY = {
  "data-waymark-ignore": true,
  class: "ph-no-capture fs-exclude",
  "data-clarity-mask": "true",
  "data-sentry-block": true,
};

const stop = (event: Event) => event.stopPropagation();
/** What a page's shortcuts listen to. */
const typing =
  "keydown keypress keyup beforeinput input paste copy cut compositionstart compositionupdate compositionend".split(
    " ",
  );

/**
 * Makes an element with a shadow root that is styled by this alone; it is not in the page yet.
 * @throws where the browser has no constructable style sheets
 */
export function createShell({ language, theme }: Pick<PlainSurvey, "language" | "theme">, css: string): Shell {
  const dir = isRightToLeft(language) ? "rtl" : "ltr";
  const element = make("div", { ...PRIVACY, "data-theme": theme, lang: language, dir });
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  for (const type of typing) root.addEventListener(type, stop);
  root.addEventListener("keydown", keepKey as EventListener);
  return { element, root };
}

/** A key that went down in here is none of the page's when it comes up out there, where the focus may have gone by then. */
function keepKey({ code }: KeyboardEvent): void {
  const once = { capture: true, once: true };
  addEventListener("keyup", (up) => up.code === code && up.target?.addEventListener("keyup", stop, once), once);
}

/** Makes the host; it is not in the page before `attach`. */
export function createHost(document: Document, survey: PlainSurvey): Host {
  const { element, root } = createShell(survey, styles);
  element.dataset.waymarkSurvey = "";
  let leave: Stop = () => {};
  return {
    element,
    root,
    attach() {
      leave();
      const anchor = findAnchor(document, survey);
      element.dataset.placement = anchor || !survey.selector ? survey.placement : "corner";
      if (anchor && survey.placement === "inline") return anchor.append(element);
      lift(document, element, survey.layer);
      if (anchor) leave = keepNear(element, anchor);
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

/** Puts it last into the page, and into the top layer unless `layer` is `fixed`. */
export function lift(document: Document, element: HTMLElement, layer?: string): void {
  document.firstElementChild?.append(element);
  if (layer === "fixed") return;
  try {
    element.popover = "manual";
    element.showPopover();
  } catch {
    // Without a top layer the style sheet's `position: fixed` and largest z-index must do.
  }
}
