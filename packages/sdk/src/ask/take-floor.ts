// One tab of a site shows a survey at a time, by a Web Lock; where there are none the claim alone keeps others away.
import { listen } from "../dom/listen.ts";

export interface FloorContext {
  readonly site: string;
  /** Whether the page is hidden or going away. */
  readonly isAway: () => boolean;
}

/** A page that is still there so long after it was about to be left stays, ms. */
const STAYS = 1000;
/** Whoever shows a page again may hear of it before the page that it takes the place of has let go, ms. */
const BACK_WITHIN = 2000;

/**
 * Resolves with whether this tab may show a survey, and may until `done`. A page that goes away lets others on, since a lock
 * keeps it from Firefox's page cache; `lost` is called if one of them has a survey on screen when it comes back.
 */
export function takeFloor({ site, isAway }: FloorContext, done: AbortSignal, lost: () => void): Promise<boolean> {
  let leave: (() => void) | undefined;
  const enter = async (options: LockOptions): Promise<boolean> => {
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    try {
      return await new Promise<boolean>((resolve, reject) => {
        const hold = (lock: Lock | null) => {
          resolve(!!lock);
          return lock ? left : undefined;
        };
        navigator.locks.request(`waymark:${site}:survey`, options, hold).catch(reject);
      });
    } catch (error) {
      // Else there are no locks, or none for this page.
      return (error as Error).name !== "TimeoutError";
    }
  };
  const leaveNow = () => {
    leave?.();
    leave = undefined;
  };
  const look = async () => {
    if (isAway()) leaveNow();
    else if (!leave && !(await enter({ signal: AbortSignal.timeout(BACK_WITHIN) })) && !done.aborted) lost();
  };
  listen(window, "visibilitychange pagehide pageshow", done, look);
  // Firefox decides before `pagehide` whether a page can be kept; a link to a file or a telephone number leaves none.
  listen(window, "beforeunload", done, () => {
    leaveNow();
    setTimeout(() => done.aborted || look(), STAYS);
  });
  done.addEventListener("abort", leaveNow);
  return enter({ ifAvailable: true });
}
