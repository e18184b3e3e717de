// Clicks that wait for an answer of the page, each until its verdict.
import { type ClickVerdict, toClickVerdict, type WatchedClick } from "@waymark/journey";
import type { Stop } from "@waymark/protocol";
import type { Clicked } from "../dom/find-clicked.ts";
import type { Hear } from "../dom/life.ts";
import type { FrictionContext } from "./tracker.ts";

/** What waits is looked at this often, ms. */
const LOOK_EVERY = 250;
/** A look that comes later than this was held up by a dialog, a frozen tab or a sleeping device: nothing can be said then, ms. */
const HELD_UP = 1500;

export type Waiting = { -readonly [key in keyof WatchedClick]: WatchedClick[key] } & {
  readonly clicked: Clicked;
  /** Whether it was disabled when the pointer went down. */
  readonly isBlocked: boolean;
  /** CSS pixels in the viewport. */
  readonly x: number;
  readonly y: number;
  /** None as long as the pointer is only down. */
  clicks: number;
};

export interface WaitingClicks {
  /** Has a click wait, together with an earlier one of the same element. */
  readonly add: (event: MouseEvent, clicked: Clicked) => Waiting;
  /** The visitor turns to an element, or to none: what was not clicked in the end waits no longer. */
  readonly turnTo: (element: Element | undefined) => void;
  readonly stop: Stop;
}

const isDisabled = (element: Element) => element.matches(":disabled") || !!element.closest("[aria-disabled=true]");

export function createWaitingClicks(
  { clock, tuning, onLife }: FrictionContext,
  settled: (waiting: Waiting, verdict: ClickVerdict) => void,
): WaitingClicks {
  const all = new Map<Element, Waiting>();
  let stopLife: Stop | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = 0;

  const stop = () => {
    clearTimeout(timer);
    stopLife?.();
    stopLife = undefined;
  };
  const settle = () => {
    for (const [element, each] of all) {
      const verdict = toClickVerdict(each, clock.mono(), tuning);
      if (verdict === "pending") continue;
      all.delete(element);
      if (each.clicks > 0) settled(each, verdict);
    }
    if (all.size === 0) stop();
  };
  const look = () => {
    if (clock.mono() - lookedAt > HELD_UP) all.clear();
    lookedAt = clock.mono();
    timer = setTimeout(look, LOOK_EVERY);
    settle();
  };
  const hear: Hear = (sign, at) => {
    for (const each of all.values()) {
      if (sign === "life") each.life ??= at;
      else if (at >= each.at) each.request ??= clock.mono();
    }
    if (sign === "life") settle();
  };
  return {
    add(event, clicked) {
      const { element } = clicked;
      const at = clock.mono();
      const isBlocked = isDisabled(element);
      const waiting = all.get(element) ?? { clicked, isBlocked, x: event.clientX, y: event.clientY, at, clicks: 0 };
      all.set(element, waiting);
      if (stopLife) return waiting;
      stopLife = onLife(event, hear);
      lookedAt = at;
      timer = setTimeout(look, LOOK_EVERY);
      return waiting;
    },
    turnTo(element) {
      for (const [other, each] of all) {
        if (each.clicks === 0) all.delete(other);
        else if (other !== element) each.next ??= clock.mono();
      }
    },
    stop,
  };
}
