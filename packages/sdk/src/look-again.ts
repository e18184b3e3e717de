// What other tabs did while this page was kept for the way back, when nobody could tell it.
import { listen } from "./dom/listen.ts";
import type { Identity } from "./identity.ts";
import type { Store } from "./store.ts";

export interface LookAgainContext {
  readonly store: Store;
  readonly identity: Pick<Identity, "visitor" | "kept"> | undefined;
  /** What other tabs say is heard by this. */
  readonly hear: (word: "denied" | "forget") => void;
}

/**
 * Chromium and Firefox throw such a page away when a word comes for it; WebKit loses the word. A visitor who is nowhere any
 * more has denied, another in the same place is one who was forgotten. A site that clears localStorage leaves the copy.
 */
export function lookAgain({ store, identity, hear }: LookAgainContext, stopped: AbortSignal): void {
  if (!identity) return;
  const own = identity.visitor();
  const isCopied = () => store.list("i", 1).then(({ length }) => length > 0);
  const wasCopied = isCopied();
  listen<PageTransitionEvent>(window, "pageshow", stopped, async ({ persisted }) => {
    const kept = identity.kept();
    if (!persisted || kept === own) return;
    if (kept) hear("forget");
    // Where nothing could ever be kept, nothing was wiped.
    else if ((await wasCopied) && !(await isCopied()) && !stopped.aborted) hear("denied");
  });
}
