import type { Entry } from "@waymark/protocol";
import { describe, expect, test, vi } from "vitest";
import type { Identity } from "../../../packages/sdk/src/identity.ts";
import type { Row } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createQueue, toPriority } from "../../../packages/sdk/src/pipeline/queue.ts";
import { createFakeStore, makeEntry, START } from "../fixtures.ts";
import { LIMIT, namesOf, open, page, rowsOf } from "./queue-fixture.ts";

const fail = (): never => {
  throw new Error("broken by the page");
};

test.each<[number, Partial<Record<keyof Entry, unknown>>]>([
  [0, { kind: "answer", type: "text" }],
  [0, { kind: "survey", type: "shown" }],
  [0, { kind: "forget", type: "visitor" }],
  [1, { type: "page" }],
  [1, { type: "step" }],
  [1, { type: "goal" }],
  [2, { kind: "friction", type: "abandon" }],
  [3, { type: "click" }],
  [3, { type: "custom" }],
])("priority %i: %o", (priority, rest) => expect(toPriority(makeEntry(rest))).toBe(priority));

describe("add", () => {
  test("writes one row per task and priority", async () => {
    const { queue, store } = open();
    const names = ["/a", "x", "/b"];
    await Promise.all(names.map((name) => queue.add(name === "x" ? makeEntry({ name }) : page(name))));
    expect(rowsOf(store).map(({ entries }) => namesOf(entries))).toEqual([["/a", "/b"], ["x"]]);
    await queue.add(page("/c"));
    expect(rowsOf(store)).toHaveLength(3);
  });

  test("writes a row once, when it was kept as well as it says", async () => {
    const store = createFakeStore();
    const put = vi.spyOn(store, "put");
    const { queue } = open(store);
    await queue.add(page());
    expect(put).toHaveBeenCalledTimes(1);
  });

  test("puts at most 50 into a row", async () => {
    const { queue, store } = open();
    await Promise.all(Array.from({ length: 101 }, () => queue.add(page())));
    expect(rowsOf(store).map(({ entries }) => entries.length)).toEqual([50, 50, 1]);
  });

  test("resolves with the level when the row is written, and not before", async () => {
    const { queue, store } = open();
    const kept = queue.add(page());
    expect(rowsOf(store)).toHaveLength(0);
    expect(await kept).toBe("idb");
    expect(rowsOf(store)).toHaveLength(1);
    expect(await open(createFakeStore("memory")).queue.add(page())).toBe("memory");
  });
  test.each([
    ["the session", (): unknown => vi.spyOn(Date, "now").mockImplementation(fail)],
    ["JSON", (): unknown => vi.spyOn(JSON, "stringify").mockImplementation(fail)],
  ])(
    "a page that breaks %s for a while stops nothing: what it tells then is kept with what comes next",
    async (_, breakIt) => {
      const { queue, store } = open(createFakeStore(), {
        visitor: () => "v",
        sessionAt: () => `${Date.now()}`,
      } as unknown as Identity);
      breakIt();
      await expect(queue.add(page("/a"))).rejects.toThrow("broken");
      vi.restoreAllMocks();
      expect(await queue.add(page("/b"))).toBe("idb");
      expect(rowsOf(store).flatMap(({ entries }) => namesOf(entries))).toEqual(["/a", "/b"]);
    },
  );

  test("names the visitor that its session belongs to", async () => {
    let known = { visitor: "old", session: "old's" };
    const sessionAt = () => {
      known = { visitor: "new", session: "new's" };
      return known.session;
    };
    const { queue, store } = open(createFakeStore(), {
      visitor: () => known.visitor,
      sessionAt,
    } as unknown as Identity);
    await queue.add(page());
    expect(rowsOf(store)[0]).toMatchObject({ visitor: "new", session: "new's" });
  });
});

describe("next and remove", () => {
  test("the most valuable go first, and each time counts as a try", async () => {
    const { queue, store } = open();
    await queue.add(makeEntry({ name: "custom" }));
    await queue.add(page("/a"));
    await queue.add(makeEntry({ kind: "answer", type: "text", name: "answer" }));
    expect(namesOf((await queue.next(LIMIT)).entries)).toEqual(["answer", "/a", "custom"]);
    expect((await queue.next(LIMIT)).rows.map(({ tries }) => tries)).toEqual([0, 0, 0]);
    expect(rowsOf(store)).toHaveLength(3);
  });

  test("what is gone leaves the store, the rest of its row stays", async () => {
    const { queue, store } = open();
    const b = page("/b");
    await Promise.all([page("/a"), b, page("/c")].map(queue.add));
    const { rows, entries } = await queue.next(LIMIT);
    await queue.remove({ rows, entries: entries.filter(({ id }) => id !== b.id) });
    expect(rowsOf(store).map(({ entries }) => namesOf(entries))).toEqual([["/b"]]);
    await queue.remove(await queue.next(LIMIT));
    expect(rowsOf(store)).toHaveLength(0);
    expect(queue.unsent(LIMIT, false).entries).toHaveLength(0);
  });

  test("rows of earlier documents are sent, too", async () => {
    const { queue, store } = open();
    await queue.add(page("/before"));
    const later = createQueue(
      store,
      undefined,
      () => START,
      () => {},
    );
    expect(namesOf((await later.next(LIMIT)).entries)).toEqual(["/before"]);
    expect(later.unsent(LIMIT, false).entries).toHaveLength(0);
  });
});

describe("revise", () => {
  const stage = (row: Row | undefined) => JSON.parse(row?.entries[0]?.body ?? "{}").stage;

  test("changes what is about to be written, and what is written", async () => {
    const { queue, store } = open();
    const entry = page();
    const kept = queue.add(entry);
    queue.revise([{ ...entry, stage: "a" }]);
    await kept;
    expect(stage(rowsOf(store)[0])).toBe("a");
    queue.revise([{ ...entry, stage: "b" }]);
    await Promise.resolve();
    expect(stage(rowsOf(store)[0])).toBe("b");
  });

  test("changes nothing that was sent", async () => {
    const { queue, store } = open();
    const entry = page();
    await queue.add(entry);
    queue.tried(await queue.next(LIMIT));
    queue.revise([{ ...entry, stage: "late" }]);
    expect(stage(rowsOf(store)[0])).toBeUndefined();
    expect(stage((await queue.next(LIMIT)).rows[0])).toBeUndefined();
  });
});

describe("unsent", () => {
  test("takes what no receipt has named, at once and most valuable first", async () => {
    const { queue } = open();
    await queue.add(makeEntry({ name: "custom" }));
    queue.add(page("/now"));
    expect(namesOf(queue.unsent(LIMIT, false).entries)).toEqual(["/now", "custom"]);
  });

  test("leaves out what was sent before when only fresh ones are asked for", async () => {
    const { queue } = open();
    queue.add(page("/a"));
    expect(namesOf(queue.tried(queue.unsent(LIMIT, false)).entries)).toEqual(["/a"]);
    queue.add(page("/b"));
    expect(namesOf(queue.unsent(LIMIT, true).entries)).toEqual(["/b"]);
    expect(namesOf(queue.unsent(LIMIT, false).entries)).toEqual(["/a", "/b"]);
  });
  test("leaves out what a receipt has named, of a row that stays in part", async () => {
    const { queue } = open();
    await Promise.all([page("/a"), page("/b")].map(queue.add));
    await queue.remove(await queue.next({ ...LIMIT, entries: 1 }));
    expect(namesOf(queue.unsent(LIMIT, false).entries)).toEqual(["/b"]);
  });
});

test("forget leaves nothing of this document but what is kept", async () => {
  const { queue, store } = open();
  await queue.add(page());
  queue.add(page());
  queue.forget();
  await Promise.resolve();
  expect(rowsOf(store)).toHaveLength(1);
  expect(queue.unsent(LIMIT, false).entries).toHaveLength(0);
});

test("what the page has put among the rows itself stops nothing", async () => {
  const store = createFakeStore();
  await store.put([null, "x", 5, {}].map((value, index) => [["e", 0, index], value] as const));
  const { queue } = open(store);
  await queue.add(page("/a"));
  expect(namesOf((await queue.next(LIMIT)).entries)).toEqual(["/a"]);
});
