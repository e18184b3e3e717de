// What kinds of controls there are, and what happens at them.
import { findFocused } from "./find-focused.ts";
import { listen } from "./listen.ts";

/** What a visitor fills in; what one looks for is changed for other reasons than trouble. */
export const FIELDS = "input:not([type=submit],[type=image],[type=search]),select,textarea";

/** What may send a form. */
export const BUTTONS = "button,[type=submit],[type=image],[type=button],[role=button]";

/** What has the focus while somebody types, or may be typing. */
export const TYPED_INTO = "input,textarea,select,iframe,[contenteditable]";

/** Hears events that stay inside the shadow root where it happens: in each that the focus has been in. */
export function listenInside<E extends Event>(
  root: Document,
  types: string,
  signal: AbortSignal,
  handler: (event: E) => void,
): void {
  const heard = new WeakSet<Node>();
  const hear = (inside: Node) => {
    const isIgnored = inside instanceof ShadowRoot && inside.host.closest("[data-waymark-ignore]");
    if (!heard.has(inside) && !isIgnored) listen(inside, types, signal, handler);
    heard.add(inside);
  };
  const hearAround = (element: Element | null | undefined) => {
    for (let inside = element?.getRootNode(); inside instanceof ShadowRoot; inside = inside.host.getRootNode())
      hear(inside);
  };
  hear(root);
  hearAround(findFocused(root));
  listen(root, "focusin", signal, (event) => hearAround(event.composedPath()[0] as Element));
}

interface ControlContext {
  readonly root: Document;
  readonly find: (event: Event) => Element | undefined;
}

/** Hears an event of controls of one kind; `inputType` tells what was typed by hand from what was chosen or filled in. */
export const listenAt = (
  kind: string,
  { root, find }: ControlContext,
  type: string,
  signal: AbortSignal,
  handler: (control: HTMLInputElement, event: InputEvent) => void,
): void =>
  listen<InputEvent>(root, type, signal, (event) => {
    const control = find(event);
    if (control?.matches(kind)) handler(control as HTMLInputElement, event);
  });
