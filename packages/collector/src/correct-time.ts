// Device clocks are wrong, the way of an entry is not: how far the request's clock is off is how far the entry's is.

/** Below this the difference is the network's, ms. */
export const TOLERANCE = 30_000;

/**
 * When an entry happened by the collector's clock, ms since the epoch, and never later than it was received.
 * `sentAt` is the device's clock when the request left, `received` the collector's when it came.
 */
export const correctTime = (at: number, sentAt: number, received: number): number => {
  const skew = sentAt - received;
  return Math.min(received, Math.abs(skew) > TOLERANCE ? at - skew : at);
};
