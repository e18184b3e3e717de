import { afterEach, expect, test, vi } from "vitest";
import { createRows } from "../../../packages/sdk/src/pipeline/rows.ts";
import { noStore, type Store } from "../../../packages/sdk/src/store.ts";
import { openedStore } from "../start-fixture.ts";

const put = async (store: Store) => {
  await store.put([
    [["e", 3, "a"], { key: ["e", 3, "a"] }],
    [["e", 3, "b"], { key: ["e", 3, "b"] }],
    [["e", 3, "c"], { key: ["e", 3, "c"] }],
    [["x", "d"], { id: "d" }],
  ]);
  return createRows(store);
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  localStorage.clear();
});

test("take removes a range of keys and gives what stood there", async () => {
  const { keys, take } = await put(openedStore("rows"));
  expect(await take(["e", 3, "a"], ["e", 3, "b"])).toEqual([{ key: ["e", 3, "a"] }, { key: ["e", 3, "b"] }]);
  expect(await keys("e")).toEqual([["e", 3, "c"]]);
});

test("what is taken is given, however long it takes", async () => {
  const store = openedStore("rows-slow");
  const { take } = await put(store);
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const taken = take(["e", 3, "a"], ["e", 3, "a"]);
  await store.list("none", 1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await taken).toHaveLength(1);
});

test("of the journal the queue's keys are known, and nothing is taken", async () => {
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const { keys, take } = await put(openedStore("rows-journal"));
  expect(await keys("e")).toHaveLength(3);
  expect(await keys("x")).toEqual([]);
  expect(await take(["e", 3, "a"], ["e", 3, "b"])).toEqual([]);
});

test("without any store there are none", async () => {
  const { keys, take } = await put(noStore);
  expect([await keys("e"), await take(["e", 3, "a"], ["e", 3, "b"])]).toEqual([[], []]);
});
