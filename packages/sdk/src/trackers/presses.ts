// What the visitor presses: elements that wait for an answer of the page, each until it is judged.
import { type Click, isSameSpot, type WatchedClick } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import { type Clicked, findClicked, isPlain } from "../dom/find-clicked.ts";
import type { Hear } from "../dom/life.ts";
import { listen } from "../dom/listen.ts";
import type { FrictionContext } from "./tracker.ts";

/** What waits is looked at this often, ms. */
const LOOK_EVERY = 250;
/** What is typed or looked into, what opens elsewhere, and what is chosen already answer in no way that could be told. */
const UNJUDGED =
  "input:not([type=submit],[type=image],[type=button],[type=reset],[type=checkbox],[type=radio]),select,textarea,canvas,video,audio,object,embed,[contenteditable],a[target]:not([target=_self]),a[download],[type=radio]:checked,[role=radio][aria-checked=true],[aria-selected=true],[aria-current]:not([aria-current=false])";

type Writable<T> = { -readonly [key in keyof T]: T[key] };

/** An element since the pointer went down on it. */
export interface Pressed extends Clicked, Writable<WatchedClick> {
  /** Whether it was disabled when the pointer went down. */
  readonly isBlocked: boolean;
  /** None as long as the pointer is only down. */
  readonly clicks: Click[];
  /** When the pointer went down last; a click once it was taken up. */
  last: Writable<Click>;
  /** ms, monotonic. */
  lookedAt: number;
}

const DISABLED = ":disabled,[aria-disabled=true]";

/** Judges at each look, at each sign of life and when the visitor turns to something else; what is over waits no longer. */
type IsOver = (pressed: Pressed, now: number) => boolean;

function createWaiting({ clock, onLife }: FrictionContext, isOver: IsOver) {
  const all = new Map<Element, Pressed>();
  let stopLife: Stop | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stop = () => {
    clearInterval(timer);
    stopLife?.();
    stopLife = undefined;
  };
  const look = () => {
    const now = clock.mono();
    for (const [element, each] of all) {
      if (isOver(each, now)) all.delete(element);
      each.lookedAt = now;
    }
    if (all.size === 0) stop();
  };
  const hear: Hear = (sign, at) => {
    for (const each of all.values()) {
      if (sign === "life") {
        each.life ??= at;
        each.last.hadEffect = true;
      } else if (at >= each.at) each.request ??= clock.mono();
    }
    look();
  };
  /** The visitor presses something, which waits from then on, or nothing that could be judged. */
  const press = (event: MouseEvent, clicked: Clicked | undefined): Pressed | undefined => {
    const at = clock.mono();
    for (const [element, each] of all) {
      // What was not clicked in the end waits no longer.
      if (each.clicks.length === 0) all.delete(element);
      else if (element !== clicked?.element) each.next ??= at;
    }
    look();
    if (!clicked || clicked.element.closest(UNJUDGED)) return undefined;
    const { element } = clicked;
    const last = { x: event.clientX, y: event.clientY, at, hadEffect: false };
    const isBlocked = !!element.closest(DISABLED);
    const pressed: Pressed = { ...clicked, isBlocked, at, clicks: [], lookedAt: at, ...all.get(element), last };
    all.set(element, pressed);
    if (!stopLife) {
      stopLife = onLife(event, hear);
      timer = setInterval(look, LOOK_EVERY);
    }
    return pressed;
  };
  return { press, stop };
}

/** Has each element that is pressed wait until it is over. */
export function watchPresses(context: FrictionContext, stopped: AbortSignal, isOver: IsOver): void {
  const { root, find } = context;
  const { press, stop } = createWaiting(context, isOver);
  let down: Pressed | undefined;
  const begin = (event: MouseEvent) => {
    down = press(event, isPlain(event) ? findClicked(event, find) : undefined);
  };
  const lift = ({ clientX: x, clientY: y }: MouseEvent) => {
    // Else the pointer drags.
    if (down && isSameSpot({ x, y }, down.last)) down.clicks.push(down.last);
    down = undefined;
  };
  listen(root, "pointerdown", stopped, begin);
  // What is disabled gets no click.
  listen<MouseEvent>(root, "pointerup", stopped, (event) => down?.isBlocked && lift(event));
  listen<MouseEvent>(root, "click", stopped, (event) => {
    const isByPointer = !!down;
    if (!isByPointer) begin(event);
    // Without a pointer one counts once: a key repeats it, and what was counted comes again by its label.
    if (isByPointer || down?.clicks.length === 0) lift(event);
    down = undefined;
  });
  stopped.addEventListener("abort", stop);
}
