// What the visitor is at: their last event, and what it came to where neither a node nor another event tells.
import type { Clock } from "../clock.ts";
import { listen } from "./listen.ts";

/** Fields whose numbers buttons beside them change in silence. They are compared, and never kept. */
const NUMBERS = "input[type=number],input[type=range],input[readonly]";
/** Links that lead nowhere by themselves. */
const NOWHERE = /^(#?$|javascript:)/;

/** The last thing that the visitor did. */
export interface Act {
  readonly event: Event;
  /** ms, monotonic. */
  readonly at: number;
  /** From the innermost element on. */
  readonly path: readonly EventTarget[];
  readonly control: Element | undefined;
  /** The control before that one. */
  readonly left?: Element | undefined;
}

export interface ActsContext {
  readonly clock: Clock;
  readonly find: (event: Event) => Element | undefined;
}

/** Whether the visitor's permission to open a window, a file chooser or a payment sheet is there to be used. */
const isAllowed = (): boolean => !!(navigator as { userActivation?: UserActivation }).userActivation?.isActive;

/** The browser follows a link or sends a form by itself. */
function isFollowed({ event: { type, defaultPrevented }, path }: Act): boolean {
  const link = path.find((each): each is Element => each instanceof Element && each.matches("a[href]"));
  const leads = type === "click" && link && !NOWHERE.test(`${link.getAttribute("href")}`);
  return !defaultPrevented && (type === "submit" || !!leads);
}

/** What has more children is no widget but a page; looking through it would take too long. */
const isSmall = ({ childElementCount }: Element): boolean => childElementCount <= 12;

function readNumbers({ control }: Act): string {
  const around = control?.parentElement?.parentElement;
  const groups = around && isSmall(around) ? [...around.children].filter(isSmall) : [];
  return groups
    .flatMap((each) => [each, ...each.children])
    .map((each) => (each.matches(NUMBERS) ? (each as HTMLInputElement).value : ""))
    .join();
}

/** Follows the visitor from an event on until stopped, and calls back when one is answered in silence. */
export function followActs(
  { clock, find }: ActsContext,
  first: Event,
  stopped: AbortSignal,
  answered: () => void,
): () => Act {
  const toAct = (event: Event): Act => ({ event, at: clock.mono(), path: event.composedPath(), control: find(event) });
  let act = toAct(first);
  let numbers = readNumbers(act);
  const compare = () => {
    const before = numbers;
    numbers = readNumbers(act);
    if (numbers !== before) answered();
  };
  const take = (event: Event) => {
    if (!event.isTrusted) return;
    compare();
    const { control, left } = act;
    const taken = toAct(event);
    const isSame = taken.control === control;
    act = { ...taken, left: isSame ? left : control };
    if (!isSame) numbers = readNumbers(act);
    const wasAllowed = isAllowed();
    setTimeout(() => {
      if (stopped.aborted) return;
      if (isFollowed(taken) || (wasAllowed && !isAllowed())) answered();
      compare();
    });
  };
  take(first);
  for (const type of ["pointerdown", "mousedown", "pointerup", "click", "submit"]) listen(window, type, stopped, take);
  return () => act;
}
