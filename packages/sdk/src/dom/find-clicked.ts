// What a visitor clicked, and whether it looks as if it could be clicked.

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
  const elements = event.composedPath().filter((each): each is Element => each instanceof Element);
  const element = own ?? elements[0];
  const isIgnored = elements.some((each) => each.matches("[data-waymark-ignore]"));
  return element && !isIgnored ? { element, isControl: !!own } : undefined;
}

/** Clicked with a modifier key or another button: that is the browser's own affair. */
export const isPlain = ({ isTrusted, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  isTrusted && button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);

/** Children and grandchildren of one kind. */
export const findWithin = <E extends Element>(element: Element, kind: string): readonly E[] => [
  ...element.querySelectorAll<E>(`:scope > ${kind}, :scope > * > ${kind}`),
];

/** A control of a map or a game, which answers in a picture: nothing tells that it has changed. */
export function isOverCanvas({ parentElement }: Element, near = NEAR): boolean {
  if (!parentElement || parentElement === document.body || near === 0) return false;
  return findWithin(parentElement, "canvas").length > 0 || isOverCanvas(parentElement, near - 1);
}

/** The outermost element over which the pointer is a hand; none where the whole page has one, which says nothing. */
export function findHand(element: Element): Element | undefined {
  let outermost: Element | undefined;
  for (let each: Element | null = element; each; each = each.parentElement) {
    if (getComputedStyle(each).cursor !== "pointer") return outermost;
    outermost = each;
  }
  return undefined;
}

/** Whether words are selected. Lays out what has changed: not to be called while an event is handled. */
export const hasSelection = (): boolean => document.getSelection()?.isCollapsed === false;
