// The bridge over what IndexedDB can't do: rows in localStorage, one key each, until the database is open or open again.
import type { Key, Pair } from "./database.ts";
import { toText } from "./to-text.ts";

export interface Journal {
  /** `undefined` removes a row. Tells whether all others stand there now. */
  readonly put: (pairs: readonly Pair[]) => boolean;
  /** Notes how rows of these keys stand there; returns what removes those that still stand so. */
  readonly cover: (pairs: readonly Pair[]) => () => void;
  /** Rows of all tabs and of earlier pages, in key order. */
  readonly list: () => readonly Pair[];
}

/** Rows, and characters of all, of one site: localStorage is small, and the site's own. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 256_000;

/** Names the rows of a site `waymark.<site>.j.<key>`. */
export function createJournal(site: string): Journal {
  const prefix = `waymark.${site}.j.`;
  const nameOf = (key: Key) => prefix + toText(key);
  const names = () => Object.keys(storage).filter((name) => name.startsWith(prefix));
  const read = (name: string) => {
    try {
      return storage.getItem(name) ?? "";
    } catch {
      return ""; // refused
    }
  };
  /** Kept from the start: WebKit gives it no more to a page that has closed itself, which can use it still. */
  const storage = take();
  let isUsed = false;
  return {
    put(pairs) {
      try {
        const all = names();
        let count = all.length;
        let characters = all.reduce((sum, name) => sum + read(name).length, 0);
        for (const [key, value] of pairs) {
          const text = toText(value) ?? "";
          characters += text.length;
          if (!text) storage.removeItem(nameOf(key));
          // What stands there already stays when it can't be replaced.
          else if (++count > MOST_ROWS * reserve(key) || characters > MOST_CHARACTERS * reserve(key)) return false;
          else storage.setItem(nameOf(key), text);
          isUsed = true;
        }
        return true;
      } catch {
        return false; // refused, or full
      }
    },
    cover(pairs) {
      const texts = isUsed ? pairs.map(([key]) => [nameOf(key), read(nameOf(key))] as const) : [];
      return () => {
        for (const [name, text] of texts) if (text && read(name) === text) storage.removeItem(name);
      };
    },
    list() {
      try {
        const rows = names()
          .sort()
          .flatMap((name) => parse(name.slice(prefix.length), read(name)));
        isUsed ||= rows.length > 0;
        return rows;
      } catch {
        return []; // refused
      }
    },
  };
}

/** Where it is refused nothing can be read of it either; all who use it bear that. */
function take(): Storage {
  try {
    return window.localStorage;
  } catch {
    return undefined as never;
  }
}

/** There is more room for answers and for what is no entry. */
const reserve = ([prefix, priority]: Key): number => (prefix === "e" && priority ? 1 : 1.25);

/** Nothing of what is not ours. */
function parse(name: string, text: string): readonly Pair[] {
  try {
    const key: unknown = JSON.parse(name);
    return Array.isArray(key) ? [[key, JSON.parse(text)]] : [];
  } catch {
    return [];
  }
}
