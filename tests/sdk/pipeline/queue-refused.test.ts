// The queue over a store that refuses, or without any.
import type { Entry } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import type { Identity } from "../../../packages/sdk/src/identity.ts";
import type { Row } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createQueue } from "../../../packages/sdk/src/pipeline/queue.ts";
import { noStore } from "../../../packages/sdk/src/store.ts";
import { createFakeStore, type FakeStore, makeEntry, START } from "../fixtures.ts";

const LIMIT = { entries: 50, bytes: 48_000 };
const never = () => false;
const page = (name = "/") => makeEntry({ type: "page", name });
const _rowsOf = (store: FakeStore) => store.rows("e").map(([, row]) => row as Row);
const namesOf = (entries: Row["entries"]) => entries.map(({ body }) => (JSON.parse(body) as Entry).name);
const open = (store = createFakeStore(), identity?: Identity) => ({
  store,
  queue: createQueue(store, identity, () => START),
});
const has =
  (...entries: readonly Entry[]) =>
  (id: string) =>
    entries.some((entry) => entry.id === id);

describe("a store that refuses", () => {
  test("the entries stay in memory and are sent first", async () => {
    const { queue, store } = open();
    await queue.add(page("/kept"));
    store.refuse("puts");
    expect(await queue.add(makeEntry({ name: "refused" }))).toBe("memory");
    const { rows, entries } = await queue.next(LIMIT);
    expect(namesOf(entries)).toEqual(["refused", "/kept"]);
    expect(rows[0]?.level).toBe("memory");
  });

  test("without any store an entry is sent once and gone", async () => {
    const queue = createQueue(noStore, undefined, () => START);
    await queue.add(page("/a"));
    const { rows, entries } = await queue.next(LIMIT);
    expect(namesOf(entries)).toEqual(["/a"]);
    await queue.remove(rows, () => true, never);
    expect((await queue.next(LIMIT)).entries).toHaveLength(0);
  });
  test("without any store the rest of a row is sent, not what is gone", async () => {
    const queue = createQueue(noStore, undefined, () => START);
    const [a, b] = [page("/a"), page("/b")] as const;
    await Promise.all([a, b].map(queue.add));
    await queue.remove((await queue.next({ ...LIMIT, entries: 1 })).rows, has(a), never);
    expect(namesOf((await queue.next({ ...LIMIT, entries: 1 })).entries)).toEqual(["/b"]);
  });
  test("a store that is lost altogether keeps nothing in memory from being sent", async () => {
    const { queue, store } = open();
    store.refuse("all");
    await queue.add(page("/a"));
    expect(namesOf((await queue.next(LIMIT)).entries)).toEqual(["/a"]);
  });
});
