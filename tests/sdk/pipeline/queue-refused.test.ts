import { describe, expect, test } from "vitest";
import { createQueue } from "../../../packages/sdk/src/pipeline/queue.ts";
import { noStore } from "../../../packages/sdk/src/store.ts";
import { makeEntry, START } from "../fixtures.ts";
import { LIMIT, namesOf, open, page } from "./queue-fixture.ts";

describe("a store that refuses", () => {
  test("the entries stay in memory and are sent first", async () => {
    const { queue, store } = open();
    await queue.add(page("/kept"));
    store.refuse("puts");
    expect(await queue.add(makeEntry({ name: "refused" }))).toBe("memory");
    const { rows, entries } = await queue.next(LIMIT);
    expect(namesOf(entries)).toEqual(["refused"]);
    expect(rows[0]?.level).toBe("memory");
  });

  test("without any store an entry is sent once and gone", async () => {
    const queue = createQueue(
      noStore,
      undefined,
      () => START,
      () => {},
    );
    await queue.add(page("/a"));
    const run = await queue.next(LIMIT);
    expect(namesOf(run.entries)).toEqual(["/a"]);
    await queue.remove(run);
    expect((await queue.next(LIMIT)).entries).toHaveLength(0);
  });
  test("without any store the rest of a row is sent, not what is gone", async () => {
    const queue = createQueue(
      noStore,
      undefined,
      () => START,
      () => {},
    );
    await Promise.all([page("/a"), page("/b")].map(queue.add));
    await queue.remove(await queue.next({ ...LIMIT, entries: 1 }));
    expect(namesOf((await queue.next({ ...LIMIT, entries: 1 })).entries)).toEqual(["/b"]);
  });
  test("a store that is lost altogether keeps nothing in memory from being sent", async () => {
    const { queue, store } = open();
    store.refuse("all");
    await queue.add(page("/a"));
    expect(namesOf((await queue.next(LIMIT)).entries)).toEqual(["/a"]);
  });
});
