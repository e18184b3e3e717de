import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { noStore, openStore } from "../../packages/sdk/src/store.ts";

let count = 0;
const open = () => openStore(`shop-${++count}`);

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
  await (await openStore("shop-kept")).put([[["a"], 1]]);
  expect(await (await openStore("shop-kept")).list("a", 1)).toEqual([1]);
});

test("clear leaves nothing", async () => {
  const store = await open();
  await store.put([[["a"], 1]]);
  await store.clear();
  expect(await store.list("a", 1)).toEqual([]);
});

describe("update", () => {
  test("reads and writes in one transaction, so that of two at once one sees the other's", async () => {
    const [a, b] = [await openStore("shop-two"), await openStore("shop-two")];
    const add = (list: readonly number[] = []) => [...list, list.length];
    const all = await Promise.all([a.update(["s"], add), b.update(["s"], add), a.update(["s"], add)]);
    expect(all).toEqual([[0], [0, 1], [0, 1, 2]]);
    expect(await a.list("s", 1)).toEqual([[0, 1, 2]]);
  });

  test("leaves a value alone when nothing is returned", async () => {
    const store = await open();
    await store.put([[["s"], 1]]);
    expect(await store.update(["s"], () => undefined)).toBeUndefined();
    expect(await store.list("s", 1)).toEqual([1]);
  });
});

test("a put that can't be cloned rejects and changes nothing", async () => {
  const store = await open();
  const put = store.put([
    [["a"], 1],
    [["b"], () => {}],
  ]);
  await expect(put).rejects.toThrow();
});

describe("without a database", () => {
  const keepsNothing = async (store: typeof noStore) => {
    await store.put([[["a"], 1]]);
    expect(store.level).toBe("memory");
    expect(await store.list("a", 1)).toEqual([]);
    expect(await store.update(["a"], () => 1)).toBeUndefined();
    await store.clear();
  };

  test("there is none", () => keepsNothing(noStore));

  test("one that is refused", async () => {
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    await keepsNothing(await open());
  });

  test("one that hangs counts as refused after 3 s", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    vi.spyOn(indexedDB, "open").mockReturnValue({} as IDBOpenDBRequest);
    const opened = open();
    await vi.advanceTimersByTimeAsync(3000);
    await keepsNothing(await opened);
  });
});
