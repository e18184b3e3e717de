import { afterEach, expect, test, vi } from "vitest";
import { withLock } from "../../../packages/sdk/src/dom/with-lock.ts";

const work = vi.fn(async () => {});
const busy = vi.fn();
const stubLocks = (lock: object | null) => {
  const request = vi.fn(async (_: string, __: object, use: (lock: object | null) => Promise<void>) => use(lock));
  vi.stubGlobal("navigator", { locks: { request } });
  return request;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test("it works while it holds the lock, which it never queues for", async () => {
  const request = stubLocks({});
  await withLock("waymark:shop", work, busy);
  expect(request).toHaveBeenCalledWith("waymark:shop", { ifAvailable: true }, expect.any(Function));
  expect([work.mock.calls.length, busy.mock.calls.length]).toEqual([1, 0]);
});

test("it does not work when another tab does", async () => {
  stubLocks(null);
  await withLock("waymark:shop", work, busy);
  expect([work.mock.calls.length, busy.mock.calls.length]).toEqual([0, 1]);
});

test("without locks it just works", async () => {
  vi.stubGlobal("navigator", {});
  await withLock("waymark:shop", work, busy);
  expect([work.mock.calls.length, busy.mock.calls.length]).toEqual([1, 0]);
});
