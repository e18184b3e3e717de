// When a burst of clicks is rage: fast, on one spot, and without effect.
import type { FrictionTuning } from "@waymark/protocol";

export interface Click {
  /** CSS pixels in the viewport. */
  readonly x: number;
  readonly y: number;
  /** ms, monotonic. */
  readonly at: number;
  /** Whether the page changed perceptibly before the next click. */
  readonly hadEffect: boolean;
}

const WITHIN = 1000;
const RADIUS = 30;

type Spot = Pick<Click, "x" | "y">;

/** Whether the pointer was held still, as far as a hand can. */
export const isSameSpot = (a: Spot, b: Spot): boolean => Math.hypot(a.x - b.x, a.y - b.y) <= RADIUS;

/**
 * At least three clicks (`clicks`) of which as many lie within 1,000 ms and 30 px of their first, and at most one that
 * had an effect: a stepper or a carousel answers every click. PostHog counts 3 clicks in 1,000 ms and 30 px, whatever
 * they did; FullStory and Clarity do not publish their numbers.
 */
export function isRage(clicks: readonly Click[], { clicks: least = 3 }: FrictionTuning["rage-click"] = {}): boolean {
  const isFast = clicks.some((first, index) => {
    const isNear = (click: Click) => click.at - first.at <= WITHIN && isSameSpot(click, first);
    return clicks.slice(index, index + least).filter(isNear).length === least;
  });
  return isFast && clicks.filter(({ hadEffect }) => hadEffect).length < 2;
}
