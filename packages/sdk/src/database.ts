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
  /** Resolves with the result of the request that `work` returns, if it returns one. */
  readonly run: <T>(mode: IDBTransactionMode, work: (rows: IDBObjectStore) => unknown) => Promise<T>;
  /** Reads and writes one value in one transaction; a `change` that returns `undefined` leaves it alone. */
  readonly update: <T>(key: Key, change: (value: T | undefined) => T | undefined) => Promise<T | undefined>;
  /** Takes an update back that has not been written yet. */
  readonly abort: () => void;
}

/** All keys that begin with a prefix. */
export const under = (prefix: string): IDBKeyRange => IDBKeyRange.bound([prefix], [prefix, []]);

/**
 * Commits by hand, reading transactions too: Chromium loses an uncommitted put of a page that leaves, and in WebKit an
 * open transaction of a page in the page cache blocks the database for all other tabs.
 */
export function createDatabase(name: string): Database {
  const use = createStore(name, "rows");
  let unfinished: IDBTransaction | undefined;
  const run = <T>(mode: IDBTransactionMode, work: (rows: IDBObjectStore) => unknown) =>
    use(mode, async (rows) => {
      const { transaction } = rows;
      const request = work(rows) as IDBRequest<T> | undefined;
      const result = request && promisifyRequest(request);
      const complete = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      if (unfinished !== transaction) transaction.commit();
      // Both: of a value over 64 KiB Chromium tells that its transaction is complete before it tells the value.
      const [value] = await Promise.all([result, complete]);
      return value as T;
    });
  return {
    run,
    put: (pairs) =>
      run("readwrite", (rows) => {
        for (const [key, value] of pairs) value === undefined ? rows.delete(key) : rows.put(value, key);
      }),
    async update<T>(key: Key, change: (value: T | undefined) => T | undefined) {
      let value: T | undefined;
      const work = (rows: IDBObjectStore) => {
        const request = rows.get(key);
        unfinished = rows.transaction;
        request.onsuccess = () => {
          unfinished = undefined;
          value = change(request.result);
          if (value !== undefined) rows.put(value, key);
          rows.transaction.commit();
        };
      };
      await run("readwrite", work);
      return value;
    },
    abort: () => unfinished?.abort(),
  };
}
