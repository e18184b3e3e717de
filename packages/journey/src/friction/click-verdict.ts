// What became of a click: answered, answered late, or never.
import type { FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";

/** `pending` as long as an answer may still come. */
export type ClickVerdict = "alive" | "slow" | "dead" | "pending";

/** A click and what followed; all in ms, monotonic. */
export interface WatchedClick {
  /** When the pointer went down. */
  readonly at: number;
  /** The first sign of life since: something that the visitor can perceive. */
  readonly life?: number | undefined;
  /** When a request that was begun since came to its end. */
  readonly request?: number | undefined;
  /** When the visitor went on to something else: what comes after that may answer the one as well as the other. */
  readonly next?: number | undefined;
}

const SLOW_AFTER = 1000;
const DEAD_AFTER = 2500;
/** What a request brings may take this long to be drawn. */
const REQUEST_LASTS = 10_000;

/**
 * `alive` when life shows within 1,000 ms of `pointerdown`, `slow` when later, `dead` without any for 2,500 ms; a request
 * that ends meanwhile puts that off to 10 s, since what it brings has yet to be drawn. A late life that may as well answer
 * what the visitor did next is `alive`.
 *
 * PostHog: dead after 2,500 ms without a mutation, a scroll or a selection within 100 ms; requests don't count. Amplitude:
 * 3,000 ms without mutation or navigation. Mixpanel 500 ms. Datadog 100 ms, requests count. Sentry: slow from 3 s, dead
 * after 7 s. Clarity publishes no numbers.
 */
export function toClickVerdict(
  { at, life, request = Infinity, next = Infinity }: WatchedClick,
  now: number,
  tuning: Partial<FrictionTuning> = {},
): ClickVerdict {
  const after = (type: "slow-click" | "dead-click", usual: number) =>
    toMilliseconds(tuning[type]?.after ?? "") || usual;
  if (life !== undefined) return life - at < after("slow-click", SLOW_AFTER) || next <= life ? "alive" : "slow";
  const dead = after("dead-click", DEAD_AFTER);
  const isPutOff = request - at <= dead;
  return now - at < (isPutOff ? Math.max(REQUEST_LASTS, dead) : dead) ? "pending" : "dead";
}
