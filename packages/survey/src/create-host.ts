// The element that carries the survey: last in the page, above it, and closed to its styles, keys and recorders.
import type { Stop } from "@waymark/protocol";
import { isRightToLeft } from "./language.ts";
import type { PlainSurvey } from "./plain-survey.ts";
import { styles } from "./styles.ts";

export interface Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Puts it last into the page, in the top layer where there is one. */
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
export function createHost(document: Document, { language, theme }: PlainSurvey): Host {
  const view = document.defaultView;
  if (!view) throw new Error("The document has no window");
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
  return { element, root, attach: () => attach(document, element), stop: () => element.remove() };
}

function attach(document: Document, element: HTMLElement): void {
  document.documentElement.append(element);
  try {
    element.popover = "manual";
    element.showPopover();
  } catch {
    // Without a top layer the style sheet's `position: fixed` and largest z-index must do.
  }
}
