// The bridge over what IndexedDB can't do: rows in localStorage, one key each, until the database is open or open again.
import type { Key, Pair } from "./database.ts";

export interface Journal {
  /** `undefined` removes a row. Tells whether all others stand there now. */
  readonly put: (pairs: readonly Pair[]) => boolean;
  readonly remove: (pairs: readonly Pair[]) => void;
  /** Rows of all tabs and of earlier pages, in key order. */
  readonly list: () => readonly Pair[];
}

/** Rows, and characters of all, that one document writes: localStorage is small, and the site's own. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 256_000;

/** Names the rows of a site `waymark.<site>.j.<key>`. */
export function createJournal(site: string): Journal {
  const prefix = `waymark.${site}.j.`;
  const nameOf = (key: Key) => prefix + JSON.stringify(key);
  /** Characters of each row that this document has there. */
  const own = new Map<string, number>();
  const remove = (key: Key) => {
    own.delete(nameOf(key));
    localStorage.removeItem(nameOf(key));
  };
  return {
    put(pairs) {
      try {
        for (const [key, value] of pairs) {
          remove(key);
          if (value === undefined) continue;
          const text = JSON.stringify(value);
          const characters = [...own.values()].reduce((sum, each) => sum + each, text.length);
          if (own.size >= MOST_ROWS || characters > MOST_CHARACTERS) return false;
          localStorage.setItem(nameOf(key), text);
          own.set(nameOf(key), text.length);
        }
        return true;
      } catch {
        return false; // refused, or full
      }
    },
    remove(pairs) {
      try {
        for (const [key] of pairs) remove(key);
      } catch {
        // refused
      }
    },
    list() {
      try {
        const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
        return names
          .sort()
          .map((name) => [JSON.parse(name.slice(prefix.length)) as Key, JSON.parse(`${localStorage.getItem(name)}`)]);
      } catch {
        return []; // refused, or not ours
      }
    },
  };
}
