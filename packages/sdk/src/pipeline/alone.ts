// One tab at a time: by a Web Lock, else by a lease in the store. Either only saves traffic; nothing depends on it.
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";

/** Does `work`, which never rejects, or calls `busy` if another tab is at it; lets others on when it ends or `left` resolves. */
export type Alone = (work: () => Promise<unknown>, busy: () => void, left: Promise<void>) => Promise<unknown>;

interface Lease {
  readonly owner: string;
  /** ms since the epoch. */
  readonly until: number;
}

/** Longer than a tab in the background may have to wait for its timers (one minute), ms. */
const LEASE = 120_000;

export function createAlone(site: string, store: Store, clock: Clock, owner: string): Alone {
  const lead = async (work: () => Promise<unknown>, busy: () => void, left: Promise<void>) => {
    const mine: Lease = { owner, until: clock.now() + LEASE };
    const isFree = (lease?: Lease) =>
      !lease || lease.owner === owner || !(Math.abs(lease.until - clock.now() - LEASE / 2) <= LEASE / 2);
    const lease = await store.update<Lease>(["l"], (now) => (isFree(now) ? mine : { ...(now as Lease) }));
    // Without a database there is nothing to share either.
    if (lease && lease.owner !== owner) return busy();
    await Promise.race([work(), left]);
    await store.put([[["l"], undefined]]);
  };
  return async (work, busy, left) => {
    try {
      return await navigator.locks.request(`waymark:${site}`, { ifAvailable: true }, (lock) =>
        lock ? Promise.race([work(), left]) : busy(),
      );
    } catch {
      return lead(work, busy, left); // there are none, or not for this page
    }
  };
}
