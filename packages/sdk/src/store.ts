// Where rows are kept: IndexedDB by idb-keyval, and nowhere where the browser refuses it.
import type { QueueLevel } from "@waymark/protocol";
import { createStore } from "idb-keyval";

/** Array keys, so that rows of one prefix stand together and in order. */
export type Key = (string | number)[];

/** The persistence port. Every promise resolves when its transaction is complete, and not before. */
export interface Store {
  readonly level: QueueLevel;
  /** Writes values in one transaction; `undefined` removes. */
  readonly put: (rows: readonly (readonly [Key, unknown])[]) => Promise<unknown>;
  /** Values under a prefix, in key order; none where they can't be read. */
  readonly list: <T>(prefix: string, limit: number) => Promise<readonly T[]>;
  /** Reads and writes one value in one transaction; a `change` that returns `undefined` leaves it alone. */
  readonly update: <T>(key: Key, change: (value: T | undefined) => T | undefined) => Promise<T | undefined>;
  readonly clear: () => Promise<unknown>;
}

/** How long a database may take to open before it counts as refused, ms: Safari's first open can hang for ever. */
const OPEN_WITHIN = 3000;

/** Opens the store; never rejects. A new layout of rows is a new `name`: upgrades can be blocked by another tab. */
export async function openStore(name: string): Promise<Store> {
  try {
    const store = createIdbStore(name);
    await Promise.race([store.put([]), new Promise((_, reject) => setTimeout(reject, OPEN_WITHIN))]);
    return store;
  } catch {
    return noStore;
  }
}

/**
 * Every transaction is committed by hand, reading ones too: Chromium loses an uncommitted put of a page that leaves,
 * and in WebKit an open transaction of a page in the page cache blocks the database for all other tabs.
 */
function createIdbStore(name: string): Store {
  const use = createStore(name, "rows");
  /** `last` takes the result of the request that `work` returns, and may add one more to the transaction. */
  const run = <T>(
    mode: IDBTransactionMode,
    work: (rows: IDBObjectStore) => unknown,
    last?: (result: unknown, rows: IDBObjectStore) => T,
  ) =>
    use(
      mode,
      (rows) =>
        new Promise<T>((resolve, reject) => {
          const { transaction } = rows;
          const request = work(rows);
          let result: T;
          if (last && request instanceof IDBRequest) {
            request.onsuccess = () => {
              result = last(request.result, rows);
              if (mode === "readwrite") transaction.commit();
            };
          }
          transaction.oncomplete = () => resolve(result);
          transaction.onabort = () => reject(transaction.error);
          if (!last || mode === "readonly") transaction.commit();
        }),
    );
  return {
    level: "idb",
    put: (pairs) =>
      run("readwrite", (rows) => {
        for (const [key, value] of pairs) value === undefined ? rows.delete(key) : rows.put(value, key);
      }),
    list: <T>(prefix: string, limit: number) =>
      run(
        "readonly",
        (rows) => rows.getAll(IDBKeyRange.bound([prefix], [prefix, []]), limit),
        (result) => result as readonly T[],
      ).catch(() => []),
    update: <T>(key: Key, change: (value: T | undefined) => T | undefined) =>
      run(
        "readwrite",
        (rows) => rows.get(key),
        (result, rows) => {
          const value = change(result as T | undefined);
          if (value !== undefined) rows.put(value, key);
          return value;
        },
      ),
    clear: () => run("readwrite", (rows) => rows.clear()),
  };
}

/** Keeps nothing: the queue's copies in memory are all there is, as long as the page lives. */
export const noStore: Store = {
  level: "memory",
  put: async () => {},
  list: async () => [],
  update: async () => undefined,
  clear: async () => {},
};
