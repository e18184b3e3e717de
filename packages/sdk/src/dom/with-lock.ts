// One tab at a time, by a Web Lock that is held for one piece of work.

/** Does `work` if no other tab holds the lock, else calls `busy`. Without Web Locks it just works: a lock only saves traffic. */
export const withLock = (name: string, work: () => Promise<void>, busy: () => void): Promise<void> =>
  navigator.locks ? navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : busy())) : work();
