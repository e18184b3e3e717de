// IndexedDB by idb-keyval, with every transaction committed by hand.
import { createStore, promisifyRequest } from "idb-keyval";

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
  /** Takes an update back that has not been written yet. */
  readonly abort: () => void;
}

/**
 * Commits by hand, reading transactions too: Chromium loses an uncommitted put of a page that leaves, and in WebKit an
 * open transaction of a page in the page cache blocks the database for all other tabs.
 */
export function createDatabase(name: string): Database {
  const use = createStore(name, "rows");
  let unfinished: IDBTransaction | undefined;
  /** Resolves with the result of the request that `work` returns; what `isUnfinished` has one more step to come. */
  const run = <T>(mode: IDBTransactionMode, work: (rows: IDBObjectStore) => unknown, isUnfinished?: boolean) =>
    use(mode, async (rows) => {
      const { transaction } = rows;
      const request = work(rows) as IDBRequest<T> | undefined;
      const result = request && promisifyRequest(request);
      const complete = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      if (isUnfinished) unfinished = transaction;
      else transaction.commit();
      // Both: of a value over 64 KiB Chromium tells that its transaction is complete before it tells the value.
      await Promise.all([result, complete]);
      return (await result) as T;
    });
  const under = (prefix: string) => IDBKeyRange.bound([prefix], [prefix, []]);
  return {
    put: (pairs) =>
      run("readwrite", (rows) => {
        for (const [key, value] of pairs) value === undefined ? rows.delete(key) : rows.put(value, key);
      }),
    list: (prefix, limit) => run("readonly", (rows) => rows.getAll(under(prefix), limit)),
    keys: (prefix) => run("readonly", (rows) => rows.getAllKeys(under(prefix))),
    take: (from, to) =>
      run("readwrite", (rows) => {
        const range = IDBKeyRange.bound(from, to);
        const request = rows.getAll(range);
        rows.delete(range); // in its turn, when they are read
        return request;
      }),
    async update<T>(key: Key, change: (value: T | undefined) => T | undefined) {
      let value: T | undefined;
      const work = (rows: IDBObjectStore) => {
        const request = rows.get(key);
        request.onsuccess = () => {
          unfinished = undefined;
          value = change(request.result);
          if (value !== undefined) rows.put(value, key);
          rows.transaction.commit();
        };
      };
      await run("readwrite", work, true);
      return value;
    },
    clear: () => run("readwrite", (rows) => rows.clear()),
    abort: () => unfinished?.abort(),
  };
}
