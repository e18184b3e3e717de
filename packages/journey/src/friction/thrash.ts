// When the hand is at a loss: a mouse that is shaken, a page that is zoomed or text that is selected again and again.
import type { FrictionTuning } from "@waymark/protocol";
import { type Burst, toBurst } from "./burst.ts";

/** Less than this is a tremor of hand or sensor, CSS pixels. */
const LEAST_STROKE = 10;

/** Whether the pointer went far enough to have a direction. */
export const isStroke = (x: number, y: number): boolean => Math.abs(x) + Math.abs(y) >= LEAST_STROKE;

/** Whether one stroke goes back on the one before it: more than a right angle between them, so that a circle has no turns. */
export const isTurn = (x: number, y: number, xBefore: number, yBefore: number): boolean =>
  x * xBefore + y * yBefore < 0;

/**
 * Adds a turn of the mouse, which is not pressed: dragging and drawing turn for good reasons. Twenty (`turns`) within 2 s are
 * thrashing. Amplitude: 20 changes of direction on one axis within 2 s.
 *
 * @param at ms
 */
export const toTurnBurst = (before: Burst, at: number, { turns = 20 }: FrictionTuning["thrash"] = {}): Burst =>
  toBurst(before, at, turns, 2000);

/** Adds a zoom, or a selection within one element. Three within 10 s are thrashing. */
export const toAttemptBurst = (before: Burst, at: number): Burst => toBurst(before, at, 3, 10_000);
