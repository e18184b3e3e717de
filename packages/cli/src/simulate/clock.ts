// A simulated visitor's time, and how much of it they were engaged.

export interface Clock {
  /** ms since the epoch. */
  readonly now: () => number;
  /** Engaged ms since the visitor came. */
  readonly engaged: () => number;
  /** Lets time go by; `isAway` with the page hidden, or nobody at it. */
  readonly pass: (ms: number, isAway?: boolean) => void;
}

export function createClock(start: number): Clock {
  let now = start;
  let engaged = 0;
  return {
    now: () => now,
    engaged: () => engaged,
    pass(ms, isAway = false) {
      now += Math.round(ms);
      if (!isAway) engaged += Math.round(ms);
    },
  };
}
