// IndexedDB by idb-keyval, with every transaction committed by hand.
import { createStore } from "idb-keyval";

/** Array keys, so that rows of one prefix stand together and in order. */
export type Key = (string | number)[];
/** A row to write; `undefined` removes it. */
export type Pair = readonly [Key, unknown];

/** Promises resolve when the transaction is complete, and reject when it is aborted or the database is not to be had. */
export interface Database {
  /** Writes in one transaction, begun before this returns. */
  readonly put: (pairs: readonly Pair[]) => Promise<void>;
  /** Values under a prefix, in key order. */
  readonly list: <T>(prefix: string, limit: number) => Promise<readonly T[]>;
  /** Keys under a prefix, in order. */
  readonly keys: (prefix: string) => Promise<readonly Key[]>;
  /** Removes all rows from one key to another, both included, and returns what they were. */
  readonly take: <T>(from: Key, to: Key) => Promise<readonly T[]>;
  /** Reads and writes one value in one transaction; a `change` that returns `undefined` leaves it alone. */
  readonly update: <T>(key: Key, change: (value: T | undefined) => T | undefined) => Promise<T | undefined>;
  readonly clear: () => Promise<void>;
}

/**
 * Commits by hand, reading transactions too: Chromium loses an uncommitted put of a page that leaves, and in WebKit an
 * open transaction of a page in the page cache blocks the database for all other tabs.
 */
export function createDatabase(name: string): Database {
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
  const under = (prefix: string) => IDBKeyRange.bound([prefix], [prefix, []]);
  const read = <T>(work: (rows: IDBObjectStore) => unknown) => run("readonly", work, (result) => result as T);
  return {
    put: (pairs) =>
      run("readwrite", (rows) => {
        for (const [key, value] of pairs) value === undefined ? rows.delete(key) : rows.put(value, key);
      }),
    list: (prefix, limit) => read((rows) => rows.getAll(under(prefix), limit)),
    keys: (prefix) => read((rows) => rows.getAllKeys(under(prefix))),
    take: <T>(from: Key, to: Key) => {
      const range = IDBKeyRange.bound(from, to);
      return run(
        "readwrite",
        (rows) => rows.getAll(range),
        (result, rows) => {
          rows.delete(range);
          return result as readonly T[];
        },
      );
    },
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
