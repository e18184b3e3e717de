// Time, injected so that tests can set it.

export interface Clock {
  /** Wall clock, ms since the epoch: when something happened. */
  readonly now: () => number;
  /** ms since the document began, never set back: how long something took. */
  readonly mono: () => number;
}

export const clock: Clock = { now: () => Date.now(), mono: () => performance.now() };
