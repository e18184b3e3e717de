import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { noStore, openStore } from "../../packages/sdk/src/store.ts";
import { openedStore } from "./start-fixture.ts";

let count = 0;
const open = () => openedStore(`shop-${++count}`);

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("lists the values under a prefix in the order of their keys, at most so many", async () => {
  const store = await open();
  await store.put([
    [["e", 3, "a"], "custom"],
    [["e", 0, "b"], "answer"],
    [["e", 1, "c"], "page"],
    [["f"], "another prefix"],
    [["b"], "and another"],
  ]);
  expect(store.level).toBe("idb");
  expect(await store.list("e", 9)).toEqual(["answer", "page", "custom"]);
  expect(await store.list("e", 2)).toEqual(["answer", "page"]);
  expect(await store.list("b", 1)).toEqual(["and another"]);
  expect(await store.list("none", 1)).toEqual([]);
});

test("a put writes anew, and undefined removes, in one transaction", async () => {
  const store = await open();
  await store.put([
    [["a"], 1],
    [["b"], 1],
  ]);
  await store.put([
    [["a"], 2],
    [["b"], undefined],
  ]);
  expect([await store.list("a", 1), await store.list("b", 1)]).toEqual([[2], []]);
});

test("what is put outlives the store that put it", async () => {
  await (await openedStore("shop-kept")).put([[["a"], 1]]);
  expect(await (await openedStore("shop-kept")).list("a", 1)).toEqual([1]);
});

test("clear leaves nothing", async () => {
  const store = await open();
  await store.put([[["a"], 1]]);
  await store.clear();
  expect(await store.list("a", 1)).toEqual([]);
});

describe("update", () => {
  test("reads and writes in one transaction, so that of two at once one sees the other's", async () => {
    const [a, b] = [await openedStore("shop-two"), await openedStore("shop-two")];
    const add = (list: readonly number[] = []) => [...list, list.length];
    const all = await Promise.all([a.update(["s"], add), b.update(["s"], add), a.update(["s"], add)]);
    expect(all.map((list) => list?.length).sort()).toEqual([1, 2, 3]);
    expect(await a.list("s", 1)).toEqual([[0, 1, 2]]);
  });

  test("leaves a value alone when nothing is returned", async () => {
    const store = await open();
    await store.put([[["s"], 1]]);
    expect(await store.update(["s"], () => undefined)).toBeUndefined();
    expect(await store.list("s", 1)).toEqual([1]);
  });
});

describe("without a database", () => {
  const refuse = () =>
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
  const journal = () => Object.keys(localStorage).filter((name) => name.includes(".j."));

  test("noStore keeps nothing", async () => {
    expect(await noStore.put([[["a"], 1]])).toBe("memory");
    expect(await noStore.list("a", 1)).toEqual([]);
    expect(await noStore.update(["a"], () => 1)).toBeUndefined();
  });

  test("rows stand in the journal, in order, and can be removed there", async () => {
    refuse();
    const store = open();
    const put = await store.put([
      [["e", 1, "b"], "page"],
      [["e", 0, "a"], "answer"],
      [["b"], "another prefix"],
    ]);
    expect(put).toBe("journal");
    expect(await store.list("e", 9)).toEqual(["answer", "page"]);
    await store.put([[["e", 0, "a"], undefined]]);
    expect(await store.list("e", 9)).toEqual(["page"]);
    expect(await store.update(["a"], () => 1)).toBeUndefined();
  });

  test("a row is in the journal in its own task, and in the database once that is open", async () => {
    const store = open();
    const put = store.put([[["a"], 1]]);
    expect(journal()).toHaveLength(1);
    expect(await put).toBe("idb");
    expect(journal()).toEqual([]);
    expect(await store.list("a", 1)).toEqual([1]);
  });

  test("rows of a page that died before its database was open are found by the next", async () => {
    const opened = refuse();
    await openedStore("shop-dead").put([[["a"], 1]]);
    opened.mockRestore();
    const next = openedStore("shop-dead");
    expect(await next.list("a", 1)).toEqual([1]);
    expect(journal()).toEqual([]);
  });

  test("a database that hangs counts as refused, so that a put ends within 3 s; a minute later it is tried again", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const opened = vi.spyOn(indexedDB, "open").mockReturnValue({} as IDBOpenDBRequest);
    const store = open();
    const put = store.put([[["a"], 1]]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await put).toBe("journal");
    opened.mockRestore();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(await store.put([[["b"], 2]])).toBe("idb");
    expect(await store.list("a", 1)).toEqual([1]);
  });

  test("a connection that is lost is made anew, and nothing with it", async () => {
    const store = open();
    await store.put([[["a"], 1]]);
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
      throw new DOMException("gone", "InvalidStateError");
    });
    expect(await store.put([[["b"], 2]])).toBe("idb");
    expect([await store.list("a", 1), await store.list("b", 1)]).toEqual([[1], [2]]);
  });

  test("a read that fails is none of an empty database", async () => {
    const store = open();
    await store.put([[["a"], 1]]);
    vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementationOnce(() => {
      throw new DOMException("gone", "UnknownError");
    });
    expect([await store.list("a", 1), store.isBehind()]).toEqual([[], true]);
    expect([await store.list("a", 1), store.isBehind()]).toEqual([[1], false]);
  });

  test("what neither takes is in memory alone", async () => {
    refuse();
    vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const store = open();
    expect(await store.put([[["a"], 1]])).toBe("memory");
    expect(await store.list("a", 1)).toEqual([]);
    await store.clear();
  });

  test("the journal takes 200 rows", async () => {
    refuse();
    const store = open();
    const rows = Array.from({ length: 201 }, (_, i) => [["e", 3, 1000 + i], i] as const);
    for (const [i, row] of rows.entries()) expect(await store.put([row as never])).toBe(i < 200 ? "journal" : "memory");
  });

  test("and a quarter more for answers", async () => {
    refuse();
    const store = open();
    await store.put(Array.from({ length: 200 }, (_, i) => [["e", 3, 1000 + i], i]));
    expect(await store.put([[["e", 0, "answer"], 1]])).toBe("journal");
  });

  test("and 256,000 characters", async () => {
    refuse();
    const store = open();
    const text = "x".repeat(100_000);
    const puts = ["a", "b", "c"].map((id) => store.put([[["e", 3, id], text]]));
    expect(await Promise.all(puts)).toEqual(["journal", "journal", "memory"]);
  });
});

test("a row put while the page goes away is in both, since each engine loses one of them", async () => {
  let isAway = false;
  const { signal: stopped } = new AbortController();
  const store = openStore({ site: "shop-away", isAway: () => isAway, makeRoom: async () => {}, stopped });
  await store.list("a", 1);
  isAway = true;
  const put = store.put([[["a"], 1]]);
  expect(localStorage.getItem('waymark.shop-away.j.["a"]')).toBe("1");
  await put;
  expect(localStorage.getItem('waymark.shop-away.j.["a"]')).toBeNull();
  expect(await store.list("a", 1)).toEqual([1]);
});

test("a full disk keeps nobody from what the database has, nor from what waits in the journal", async () => {
  const site = "shop-full-at-open";
  await openedStore(site).put([[["e", 1, "a"], "kept"]]);
  localStorage.setItem(`waymark.${site}.j.["e",3,"b"]`, '"journaled"');
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const store = openedStore(site);
  expect(await store.list("e", 9)).toEqual(["kept", "journaled"]);
  expect(store.isBehind()).toBe(false);
  full.mockRestore();
  expect(await store.list("e", 9)).toEqual(["kept", "journaled"]);
  expect(localStorage).toHaveLength(0);
});

test("a full disk makes room and tries once more, then the journal takes it", async () => {
  const makeRoom = vi.fn(async () => {});
  const { signal: stopped } = new AbortController();
  const store = openStore({ site: "shop-full", isAway: () => false, makeRoom, stopped });
  await store.list("a", 1);
  const full = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(full);
  expect(await store.put([[["a"], 1]])).toBe("idb");
  expect(makeRoom).toHaveBeenCalledOnce();
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(full);
  expect(await store.put([[["b"], 1]])).toBe("journal");
});
