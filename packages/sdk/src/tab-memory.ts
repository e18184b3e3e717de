// What one tab remembers from page to page: its place and its last entries. Lives in sessionStorage, written on hide.
import type { Place } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { readStorage, writeStorage } from "./dom/web-storage.ts";

/** An entry as short as evidence needs it; `value` is a web vital's. */
export type Remembered = Pick<Entry, "id" | "kind" | "type" | "name" | "at"> & { readonly value?: number | undefined };

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
    add({ id, kind, type, name, at, data }) {
      const value = type === "vital" ? (data as { value?: number }).value : undefined;
      last = [...last.slice(1 - MOST), { id, kind, type, name, at, value }];
    },
    save(place, dwell) {
      if (site) writeStorage("sessionStorage", site, { place, dwell, last });
    },
    clear() {
      last = [];
    },
  };
}
