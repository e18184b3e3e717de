// Where rows are kept: IndexedDB by idb-keyval, and memory where the browser refuses it.
import type { QueueLevel } from "@waymark/protocol";
import { createStore } from "idb-keyval";

/** Array keys, so that rows of one prefix stand together and in order. */
export type Key = (string | number)[];

/** The persistence port. Every promise resolves when its transaction is complete, and not before. */
export interface Store {
  readonly level: QueueLevel;
  readonly put: (rows: readonly (readonly [Key, unknown])[]) => Promise<void>;
  /** Values under a prefix, in key order. */
  readonly list: <T>(prefix: string, limit: number) => Promise<readonly T[]>;
  /** Reads and writes one value in one transaction; a `change` that returns `undefined` leaves it alone. */
  readonly update: <T>(key: Key, change: (value: T | undefined) => T | undefined) => Promise<T | undefined>;
  readonly remove: (keys: readonly Key[]) => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** How long a database may take to open before memory takes over, ms: Safari's first open can hang for ever. */
const OPEN_WITHIN = 3000;

/** Opens the store; never rejects. A new layout of rows is a new `name`: upgrades can be blocked by another tab. */
export async function openStore(name: string): Promise<Store> {
  try {
    const store = createIdbStore(name);
    const late = new Promise<never>((_, reject) => setTimeout(reject, OPEN_WITHIN));
    await Promise.race([store.list("", 1), late]);
    return store;
  } catch {
    return createMemoryStore();
  }
}

/**
 * Every transaction is committed by hand, reading ones too: Chromium loses an uncommitted put of a page that leaves,
 * and in WebKit an open transaction of a page in the page cache blocks the database for all other tabs.
 */
export function createIdbStore(name: string): Store {
  const use = createStore(name, "rows");
  const run = <T>(mode: IDBTransactionMode, work: (rows: IDBObjectStore, result: (value: T) => void) => void) =>
    use(
      mode,
      (rows) =>
        new Promise<T>((resolve, reject) => {
          const { transaction } = rows;
          let value: T;
          transaction.oncomplete = () => resolve(value);
          transaction.onabort = () => reject(transaction.error);
          work(rows, (each) => {
            value = each;
          });
        }),
    );
  const write = (work: (rows: IDBObjectStore) => void) =>
    run<void>("readwrite", (rows) => {
      work(rows);
      rows.transaction.commit();
    });
  return {
    level: "idb",
    put: (pairs) =>
      write((rows) => {
        for (const [key, value] of pairs) rows.put(value, key);
      }),
    list: <T>(prefix: string, limit: number) =>
      run<readonly T[]>("readonly", (rows, result) => {
        const request = rows.getAll(IDBKeyRange.bound([prefix], [prefix, []]), limit);
        request.onsuccess = () => result(request.result);
        rows.transaction.commit();
      }),
    update: <T>(key: Key, change: (value: T | undefined) => T | undefined) =>
      run<T | undefined>("readwrite", (rows, result) => {
        const request = rows.get(key);
        request.onsuccess = () => {
          const value = change(request.result);
          result(value);
          if (value !== undefined) rows.put(value, key);
          rows.transaction.commit();
        };
      }),
    remove: (keys) =>
      write((rows) => {
        for (const key of keys) rows.delete(key);
      }),
    clear: () => write((rows) => rows.clear()),
  };
}

/** The same for as long as the page lives. */
export function createMemoryStore(): Store {
  const rows = new Map<string, unknown>();
  const text = (key: Key) => JSON.stringify(key);
  return {
    level: "memory",
    put: async (pairs) => {
      for (const [key, value] of pairs) rows.set(text(key), value);
    },
    list: async <T>(prefix: string, limit: number) =>
      [...rows]
        .filter(([key]) => key.startsWith(`["${prefix}"`))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([, value]) => value as T),
    update: async <T>(key: Key, change: (value: T | undefined) => T | undefined) => {
      const value = change(rows.get(text(key)) as T | undefined);
      if (value !== undefined) rows.set(text(key), value);
      return value;
    },
    remove: async (keys) => {
      for (const key of keys) rows.delete(text(key));
    },
    clear: async () => rows.clear(),
  };
}
