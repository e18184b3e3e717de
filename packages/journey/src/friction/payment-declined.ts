// When a payment is refused.

/** No bank answers as fast: what is said sooner are the page's own checks, ms. */
const LEAST = 100;
/** What is said later is about something else, ms. */
const MOST = 10_000;

/**
 * Whether an alert (`role=alert` or `aria-live=assertive`) that appeared 0.1–10 s after submit on a step marked `payment` says
 * that it was declined: the step was not left for it. No text is read, so that it is the same in all languages. Peers leave
 * it to the site to tell.
 *
 * @param after when the alert appeared, ms since submit
 * @param isStillThere whether the visitor still stands on the step some time after that
 */
export const isDeclined = (after: number, isStillThere: boolean): boolean =>
  isStillThere && after >= LEAST && after <= MOST;
