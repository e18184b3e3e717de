// One tab at a time, by a Web Lock. It only saves traffic; nothing depends on it.

/** Does `work`, which never rejects, or calls `busy` if another tab is at it; lets others on when it ends or `left` resolves. */
export type Alone = (work: () => Promise<unknown>, busy: () => void, left: Promise<void>) => Promise<unknown>;

/** `otherwise` is for pages that have no locks, or may not use them. */
export function createAlone(site: string, otherwise: Alone): Alone {
  return async (work, busy, left) => {
    try {
      return await navigator.locks.request(`waymark:${site}`, { ifAvailable: true }, (lock) =>
        lock ? Promise.race([work(), left]) : busy(),
      );
    } catch {
      return otherwise(work, busy, left);
    }
  };
}
