// When a visitor turns round: on to a page and straight back.
import type { FrictionTuning } from "@waymark/protocol";
import { toMilliseconds } from "../duration.ts";
import type { Seen } from "../seen.ts";

/**
 * Whether the last page is the one before last again (A → B → A), with less than 7 s (`within`) engaged on the page
 * between. A reload is no page of its own, and whoever looks at B in another tab never leaves A; the button back counts,
 * from the page cache too. Going to and fro (A → B → A → B …) counts once. Clarity compares with that page's usual dwell
 * time, which it does not publish; Hotjar's number for a u-turn is not published either.
 *
 * @param pages oldest first
 */
export function isBacktrack(pages: readonly Seen[], { within = "7s" }: FrictionTuning["backtrack"] = {}): boolean {
  const isReturn = (end: number) => {
    const [before, between, page] = pages.slice(end - 3, end);
    return !!page && before?.name === page.name && page.engaged - (between?.engaged ?? 0) < toMilliseconds(within);
  };
  return isReturn(pages.length) && !isReturn(pages.length - 1);
}
