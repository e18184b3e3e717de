// What one tab remembers from page to page: its place, its pages and last entries. Lives in sessionStorage.
import { type Place, type Remembered, type Seen, toRemembered, toSeen } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { readStorage, writeStorage } from "./dom/web-storage.ts";

interface Kept {
  readonly place?: Place | undefined;
  /** Engaged ms in that place so far. */
  readonly dwell?: number | undefined;
  /** Engaged ms in this tab so far. */
  readonly engaged?: number | undefined;
  /** At most the last twenty entries, oldest first. */
  readonly last?: readonly Remembered[] | undefined;
  /** The pages seen, oldest first. */
  readonly pages?: readonly Seen[] | undefined;
  /** Of a survey that is not done. */
  readonly draft?: unknown;
}

export interface TabMemory {
  /** What was left last, by whichever page of this tab. */
  readonly read: () => Kept;
  readonly last: () => readonly Remembered[];
  readonly pages: () => readonly Seen[];
  /** Keeps an entry, and with a page writes all that there is. `engaged` ms since the document began. */
  readonly add: (entry: Entry, engaged?: number) => void;
  readonly draft: () => unknown;
  /** Written when the page may go. Nothing forgets it. */
  readonly keepDraft: (draft: unknown) => void;
  readonly save: (place: Place, dwell: number, engaged?: number) => void;
  /** Forgets the last entries and pages, and the draft. */
  readonly clear: () => void;
}

const MOST = 20;

/** Without a `site` it lasts as long as the page. */
export function createTabMemory(site: string | undefined): TabMemory {
  const read = (): Kept => (site ? readStorage<Kept>("sessionStorage", site) : {});
  let { last = [], pages = [], engaged: spent = 0, draft } = read();
  const write = (place: Place, dwell: number, engaged: number) => {
    if (site) writeStorage("sessionStorage", site, { place, dwell, engaged: spent + engaged, last, pages, draft });
  };
  /** What the pages between knew; this one, from the page cache, does not. */
  const readAnew = (at: number, engaged: number) => {
    ({ last = last, pages = pages, engaged: spent = spent + engaged, draft } = read());
    const between = pages[pages.length - 1];
    // Browsers show this page before they tell that one that it goes: then it had all the time since it was entered.
    if (between?.engaged === spent) spent += Math.max(0, at - between.at);
    spent -= engaged;
  };
  return {
    read,
    last: () => last,
    pages: () => pages,
    add(entry, engaged = 0) {
      const { type, at, data, stage = null, step = "" } = entry;
      if ((data as { load?: string }).load === "bfcache") readAnew(at, engaged);
      last = [...last.slice(1 - MOST), toRemembered(entry)];
      pages = toSeen(pages, entry, spent + engaged);
      if (type === "page") write({ stage, step }, 0, engaged);
    },
    save: (place, dwell, engaged = 0) => write(place, dwell, engaged),
    draft: () => draft,
    keepDraft(next) {
      draft = next;
    },
    clear() {
      last = [];
      pages = [];
      draft = undefined;
    },
  };
}
