// One tab at a time, by a Web Lock that is held for one piece of work and let go when the page leaves or freezes.
import { listen } from "./listen.ts";

/** Does `work` if no other tab holds the lock, else calls `busy`. Without Web Locks it just works: a lock only saves traffic. */
export async function withLock(name: string, work: () => Promise<void>, busy: () => void): Promise<void> {
  const { locks } = navigator;
  if (!locks) return work();
  const aborter = new AbortController();
  const left = new Promise<void>((resolve) => {
    for (const [target, type] of [
      [window, "pagehide"],
      [document, "freeze"],
    ] as const) {
      listen(target, type, aborter.signal, () => resolve());
    }
  });
  await locks
    .request(name, { ifAvailable: true }, (lock) => (lock ? Promise.race([work(), left]) : busy()))
    .finally(() => aborter.abort());
}
