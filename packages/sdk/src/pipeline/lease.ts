// One tab at a time where there are no Web Locks: by a lease in the store.
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { Alone } from "./alone.ts";

interface Lease {
  readonly owner: string;
  /** ms since the epoch. */
  readonly until: number;
}

/** Longer than a tab in the background may have to wait for its timers (one minute), ms. */
const LEASE = 120_000;

export function createLease(store: Store, clock: Clock, owner: string): Alone {
  return async (work, busy, left) => {
    const mine: Lease = { owner, until: clock.now() + LEASE };
    const lease = await store.update<Lease>(["l"], (now = mine) => {
      const rest = now.until - clock.now();
      // One that ends further off than any was written by a clock that has been set back since.
      return rest > 0 && rest <= LEASE ? now : mine;
    });
    // Without a database there is nothing to share either.
    if (lease && lease.owner !== owner) return busy();
    await Promise.race([work(), left]);
    await store.put([[["l"], undefined]]);
  };
}
