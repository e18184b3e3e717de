// What a visitor clicked, and whether it looks as if it could be clicked.
import { whenIdle } from "./when-idle.ts";

type Find = (event: Event) => Element | undefined;

export interface Clicked {
  /** The control, for a label its own; else the innermost element. */
  readonly element: Element;
  readonly isControl: boolean;
}

/** Parents up to this one share a picture with a control that lies over it. */
const NEAR = 4;

/** What an event is about; none where the page opted out. */
export function findClicked(event: Event, find: Find): Clicked | undefined {
  const found = find(event);
  const own = found instanceof HTMLLabelElement ? found.control : found;
  if (own) return { element: own, isControl: true };
  const elements = event.composedPath().filter((each): each is Element => each instanceof Element);
  const isIgnored = elements.some((each) => each.matches("[data-waymark-ignore]"));
  return elements[0] && !isIgnored ? { element: elements[0], isControl: false } : undefined;
}

/** Clicked with a modifier key or another button: that is the browser's own affair. */
export const isPlain = ({ isTrusted, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  isTrusted && button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);

/** A control of a map or a game, which answers in a picture: nothing tells that it has changed. */
export function isOverCanvas(element: Element): boolean {
  let each = element.parentElement;
  for (let near = 0; near < NEAR && each && each !== document.body; near++, each = each.parentElement)
    if (each.querySelector(":scope > canvas, :scope > * > canvas")) return true;
  return false;
}

/** The outermost element over which the pointer is a hand; none where the whole page has one, which says nothing. */
function findHand(element: Element): Element | undefined {
  let outermost: Element | undefined;
  for (let each: Element | null = element; each; each = each.parentElement) {
    if (getComputedStyle(each).cursor !== "pointer") return outermost;
    outermost = each;
  }
  return undefined;
}

/** Whether words are selected. Lays out what has changed: not to be called while an event is handled. */
export const hasSelection = (): boolean => document.getSelection()?.isCollapsed === false;

/** Calls back, when styles are clean, with what looks as if it could be clicked: a control, or what has the pointer's hand. */
export function whenClickable({ element, isControl }: Clicked, stopped: AbortSignal, tell: (found: Element) => void) {
  whenIdle(() => {
    const found = isControl ? element : findHand(element);
    if (found) tell(found);
  }, stopped);
}
