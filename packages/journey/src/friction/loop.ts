// When a visitor goes in circles.
import type { FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";
import type { Seen } from "../seen.ts";

/**
 * Whether the last page is seen for the third time (`times`) within 60 s (`within`), each time after another page: a reload,
 * or the next page of a list, is no circle. Each circle counts once; then all begins anew, for the pages between too.
 * Conviva: at least 3 visits of one URL in 15 s.
 *
 * @param pages oldest first
 */
export function isLoop(pages: readonly Seen[], { times = 3, within = "60s" }: FrictionTuning["loop"] = {}): boolean {
  const limit = toMilliseconds(within);
  let from = 0;
  let is = false;
  pages.forEach(({ name, at }, index) => {
    // A clock that was set meanwhile is no reason to count a page of yesterday.
    const isSame = (page: Seen) => page.name === name && Math.abs(at - page.at) <= limit;
    is = pages.slice(from, index + 1).filter(isSame).length >= times;
    if (is) from = index + 1;
  });
  return is;
}
