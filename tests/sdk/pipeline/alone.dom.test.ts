import { afterEach, expect, test, vi } from "vitest";
import { createAlone } from "../../../packages/sdk/src/pipeline/alone.ts";
import { createLease } from "../../../packages/sdk/src/pipeline/lease.ts";
import { noStore, type Store } from "../../../packages/sdk/src/store.ts";
import { createFakeClock, createFakeStore } from "../fixtures.ts";

const work = vi.fn(async () => {});
const busy = vi.fn();
const never = new Promise<void>(() => {});
const clock = createFakeClock();
const calls = () => [work.mock.calls.length, busy.mock.calls.length];
const create = (store: Store = createFakeStore(), owner = "a") => createAlone("shop", createLease(store, clock, owner));
const stubLocks = (lock: object | null) => {
  const request = vi.fn(async (_: string, __: object, use: (lock: object | null) => unknown) => use(lock));
  vi.stubGlobal("navigator", { locks: { request } });
  return request;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test("it works while it holds the lock, which it never queues for", async () => {
  const request = stubLocks({});
  await create()(work, busy, never);
  expect(request).toHaveBeenCalledWith("waymark:shop", { ifAvailable: true }, expect.any(Function));
  expect(calls()).toEqual([1, 0]);
});

test("it does not work when another tab does", async () => {
  stubLocks(null);
  await create()(work, busy, never);
  expect(calls()).toEqual([0, 1]);
});

test("a page that goes away lets the lock go, though its work is not done", async () => {
  stubLocks({});
  work.mockReturnValueOnce(never);
  await create()(work, busy, Promise.resolve());
  expect(calls()).toEqual([1, 0]);
});

test("a page that may not use locks takes the lease", async () => {
  vi.stubGlobal("navigator", { locks: { request: vi.fn().mockRejectedValue(new DOMException("", "SecurityError")) } });
  await create()(work, busy, never);
  expect(calls()).toEqual([1, 0]);
});

test("without locks there is a lease: one tab has it, the other looks again later", async () => {
  vi.stubGlobal("navigator", {});
  const store = createFakeStore();
  let end = () => {};
  work.mockReturnValueOnce(new Promise<void>((resolve) => (end = resolve)));
  const first = create(store, "a")(work, busy, never);
  await create(store, "b")(work, busy, never);
  expect(calls()).toEqual([1, 1]);
  end();
  await first;
  await create(store, "b")(work, busy, never);
  expect(calls()).toEqual([2, 1]);
});

test.each([
  ["is over after two minutes", 120_001],
  ["of a clock that was set back since counts for nothing", -500_000],
])("a lease whose tab has died %s", async (_, passed) => {
  vi.stubGlobal("navigator", {});
  const store = createFakeStore();
  await store.put([[["l"], { owner: "dead", until: clock.now() + 120_000 }]]);
  await create(store)(work, busy, never);
  expect(calls()).toEqual([0, 1]);
  clock.set(clock.now() + passed);
  await create(store)(work, busy, never);
  expect(calls()).toEqual([1, 1]);
});

test("without locks and without a database it just works", async () => {
  vi.stubGlobal("navigator", {});
  await create(noStore)(work, busy, never);
  expect(calls()).toEqual([1, 0]);
});
