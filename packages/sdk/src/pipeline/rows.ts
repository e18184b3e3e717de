// What only the queue's limits ask of the store: which rows there are, without reading them, and taking some out.
import { type Key, under } from "../database.ts";
import type { Store } from "../store.ts";
import type { Row } from "./batch.ts";

export interface Rows {
  /** Keys under a prefix, in order; of the journal only the queue's. */
  readonly keys: (prefix: string) => Promise<readonly Key[]>;
  /** Removes all rows from one key to another, both included, and returns what they were; none where there is no database. */
  readonly take: <T>(from: Key, to: Key) => Promise<readonly T[]>;
}

export function createRows(store: Store): Rows {
  return {
    async keys(prefix) {
      const keys = await store.use((database) =>
        database.run<readonly Key[]>("readonly", (rows) => rows.getAllKeys(under(prefix))),
      );
      return keys ?? (await store.list<Partial<Row>>(prefix, MOST_JOURNALED)).flatMap(({ key }) => (key ? [key] : []));
    },
    async take<T>(from: Key, to: Key) {
      let taken: Promise<readonly T[]> | undefined;
      await store.use((database) => {
        taken = database.run("readwrite", (rows) => {
          const range = IDBKeyRange.bound(from, to);
          const request = rows.getAll(range);
          rows.delete(range); // in its turn, when they are read
          return request;
        });
        return taken;
      });
      // However long it takes: what it removes must be told.
      return (await taken?.catch(() => undefined)) ?? [];
    },
  };
}

const MOST_JOURNALED = 1000;
