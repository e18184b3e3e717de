// What one tab remembers from page to page: its place and its last entries. Lives in sessionStorage, written on hide.
import { type Place, type Remembered, toRemembered } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { readStorage, writeStorage } from "./dom/web-storage.ts";

interface Kept {
  readonly place?: Place | undefined;
  /** Engaged ms in that place so far. */
  readonly dwell?: number | undefined;
  /** At most the last twenty entries, oldest first. */
  readonly last?: readonly Remembered[] | undefined;
}

export interface TabMemory {
  /** What the page before this one left. */
  readonly before: Kept;
  readonly last: () => readonly Remembered[];
  readonly add: (entry: Entry) => void;
  readonly save: (place: Place, dwell: number) => void;
  /** Forgets the last entries. */
  readonly clear: () => void;
}

const MOST = 20;
/** Without a `site` it lasts as long as the page. */
export function createTabMemory(site: string | undefined): TabMemory {
  const before: Kept = site ? readStorage<Kept>("sessionStorage", site) : {};
  let last = before.last ?? [];
  return {
    before,
    last: () => last,
    add(entry) {
      last = [...last.slice(1 - MOST), toRemembered(entry)];
    },
    save(place, dwell) {
      if (site) writeStorage("sessionStorage", site, { place, dwell, last });
    },
    clear() {
      last = [];
    },
  };
}
