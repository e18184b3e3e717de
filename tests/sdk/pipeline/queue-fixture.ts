// What the tests of the queue share: a queue over a store in memory, and how to read what is in it.
import type { Entry } from "@waymark/protocol";
import type { Identity } from "../../../packages/sdk/src/identity.ts";
import type { Row } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createQueue } from "../../../packages/sdk/src/pipeline/queue.ts";
import { createFakeStore, type FakeStore, makeEntry, START } from "../fixtures.ts";

export const LIMIT = { entries: 50, bytes: 48_000 };
export const page = (name = "/") => makeEntry({ type: "page", name });
export const rowsOf = (store: FakeStore) => store.rows("e").map(([, row]) => row as Row);
export const namesOf = (entries: Row["entries"]) => entries.map(({ body }) => (JSON.parse(body) as Entry).name);
export const open = (store = createFakeStore(), identity?: Identity) => ({
  store,
  queue: createQueue(
    store,
    identity,
    () => START,
    () => {},
  ),
});
