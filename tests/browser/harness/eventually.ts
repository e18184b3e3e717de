// Waits for what will come to be, instead of sleeping and hoping.
import { setTimeout as pause } from "node:timers/promises";

export interface EventuallyOptions {
  /** Gives up after this long, ms. Default 10,000. */
  readonly timeout?: number;
  /** Asks this often, ms. Default 50. */
  readonly interval?: number;
}

/**
 * Asks until the answer is truthy, and returns it. A condition that throws is one that doesn't hold yet.
 * @throws Error that says what was waited for, with what the condition threw last as its cause
 */
export const eventually = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeout = 10_000, interval = 50 }: EventuallyOptions = {},
): Promise<NonNullable<T>> => {
  const end = performance.now() + timeout;
  let cause: unknown;
  do {
    try {
      const answer = await condition();
      if (answer) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await pause(interval);
  } while (performance.now() < end);
  throw new Error(`Waited ${timeout} ms in vain: ${what}`, { cause });
};
