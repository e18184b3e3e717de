// The pages that one tab has seen, as short as `backtrack` and `loop` need them.
import type { Entry } from "@waymark/protocol";
import type { Place } from "./place.ts";

export interface Seen extends Place {
  /** What the page is called; one whose address was scrubbed may be any of many, and is called as no other is. */
  readonly name: string;
  /** When it was entered, ms since the epoch. */
  readonly at: number;
  /** Engaged ms in this tab until then, earlier pages included. */
  readonly engaged: number;
}

const MOST = 20;

/**
 * The last twenty pages, this entry's included if it is one. The same page again, by a reload or in another state that
 * makes no page of its own, is still the visit that it was.
 *
 * @param engaged ms in this tab so far
 */
export function toSeen(
  pages: readonly Seen[],
  { type, name, at, stage, step }: Entry,
  engaged: number,
): readonly Seen[] {
  if (type !== "page" || pages[pages.length - 1]?.name === name) return pages;
  const own = name.includes(":") ? `${name} ${at}` : name;
  return [...pages.slice(1 - MOST), { name: own, at, engaged, stage: stage ?? null, step: step ?? "" }];
}
