// What the visitor is at: their last event, and what it came to where neither a node nor another event tells.
import type { Clock } from "../clock.ts";
import { findWithin } from "./find-clicked.ts";
import { listen } from "./listen.ts";

/** Fields whose numbers buttons beside them change in silence. They are compared, and never kept. */
const NUMBERS = "input:is([type=number],[type=range],[readonly])";
/** Parents with more children are no widget but a page. */
const MOST = 12;
/** Links that lead somewhere by themselves. */
const LEADS = "a[href]:not([href=''],[href='#'],[href^='javascript:'])";

/** The last thing that the visitor did. */
export interface Act {
  readonly event: Event;
  /** ms, monotonic. */
  readonly at: number;
  /** From the innermost element on. */
  readonly path: readonly EventTarget[];
  readonly control: Element | undefined;
  /** All controls since the visitor is followed. */
  readonly touched: ReadonlySet<Element | undefined>;
  /** The numbers around the control. */
  readonly numbers: string;
}

export interface ActsContext {
  readonly clock: Clock;
  readonly find: (event: Event) => Element | undefined;
}

/** Whether the visitor's permission to open a window, a file chooser or a payment sheet is there to be used. */
const isAllowed = (): boolean => !!(navigator as { userActivation?: UserActivation }).userActivation?.isActive;

/** The browser follows a link or sends a form by itself. */
const isFollowed = ({ event: { type, defaultPrevented }, path }: Act): boolean =>
  !defaultPrevented &&
  (type === "submit" || (type === "click" && path.some((each) => each instanceof Element && each.matches(LEADS))));

function readNumbers(control: Element | undefined): string {
  const around = control?.parentElement?.parentElement;
  const fields = around && around.childElementCount <= MOST ? findWithin<HTMLInputElement>(around, NUMBERS) : [];
  return fields.map(({ value }) => value).join();
}

/** Follows the visitor from an event on until stopped, calls back when one is answered in silence, and returns their last act. */
export function followActs(
  { clock, find }: ActsContext,
  first: Event,
  stopped: AbortSignal,
  answered: () => void,
): () => Act | undefined {
  const touched = new Set<Element | undefined>();
  let last: Act | undefined;
  const compare = ({ control, numbers }: Act) => {
    if (numbers !== readNumbers(control)) answered();
  };
  const take = (event: Event) => {
    if (!event.isTrusted) return;
    if (last) compare(last);
    const control = find(event);
    touched.add(control);
    const act = {
      event,
      at: clock.mono(),
      path: event.composedPath(),
      control,
      touched,
      numbers: readNumbers(control),
    };
    const wasAllowed = isAllowed();
    last = act;
    setTimeout(() => {
      if (stopped.aborted) return;
      if (isFollowed(act) || (wasAllowed && !isAllowed())) answered();
      compare(act);
    });
  };
  take(first);
  listen(window, "pointerdown mousedown pointerup click submit", stopped, take);
  return () => last;
}
