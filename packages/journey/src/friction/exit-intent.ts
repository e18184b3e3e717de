// When a visitor reaches for the way out: the mouse goes up to tabs and address bar, a finger flings the page back to its top.
import type { FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";

/** A scroll upwards says less than a mouse that leaves, 0–1. */
export const RISE_WEIGHT = 0.3;

/**
 * Whether a page was there for 5 s (`after`): sooner it is a passing pointer, or a finger that looks where it is.
 *
 * @param stay ms since the page or route was entered
 */
export const isSettled = (stay: number, { after = "5s" }: FrictionTuning["exit-intent"] = {}): boolean =>
  stay >= toMilliseconds(after);

/**
 * Whether a mouse left upwards through the top edge of a page that is settled. Formbricks: it leaves with `clientY <= 0`; Crazy
 * Egg: near the top, or 100 ms over a link that leads away; Medallia: in a narrow band at the top. None of them asks for
 * direction or time.
 *
 * @param y where it left, CSS pixels from the top of the viewport
 * @param from where it was before
 */
export const isExit = (y: number, from: number): boolean => y <= 0 && from > y;

/**
 * Whether a finger scrolls a page that is settled up, faster than 1.5 viewports a second, from at least 30 % down. Peers have
 * no such sign: on touch screens Medallia and ForeSee know no exit intent.
 *
 * @param speed heights of the viewport per second; down is negative
 * @param depth where it began, 0–1 of the way down
 */
export const isRise = (speed: number, depth: number): boolean => speed > 1.5 && depth >= 0.3;
