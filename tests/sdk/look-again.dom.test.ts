import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lookAgain } from "../../packages/sdk/src/look-again.ts";
import { createFakeStore } from "./fixtures.ts";

let aborter = new AbortController();
let store = createFakeStore();
let kept: string | undefined;
const hear = vi.fn();
const identity = { visitor: () => "own", kept: () => kept };
const open = async (who: typeof identity | undefined = identity) => {
  lookAgain({ store, identity: who, hear }, aborter.signal);
  await Promise.resolve();
};
const show = async (persisted = true) => {
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  aborter = new AbortController();
  store = createFakeStore();
  store.put([[["i"], { visitor: "own" }]]);
  kept = "own";
  hear.mockClear();
});
afterEach(() => aborter.abort());

test("a page that comes back to all as it was hears nothing", async () => {
  await open();
  await show();
  expect(hear).not.toHaveBeenCalled();
});

test("wiped meanwhile, the visitor has denied", async () => {
  await open();
  kept = undefined;
  await store.clear();
  await show();
  expect(hear.mock.calls).toEqual([["denied"]]);
});

test("somebody else meanwhile, the visitor was forgotten", async () => {
  await open();
  kept = "other";
  await show();
  expect(hear.mock.calls).toEqual([["forget"]]);
});

test("a site that clears localStorage denies nothing: the copy is there", async () => {
  await open();
  kept = undefined;
  await show();
  expect(hear).not.toHaveBeenCalled();
});

test("nor does a browser that never kept anything", async () => {
  await store.clear();
  kept = undefined;
  await open();
  await show();
  expect(hear).not.toHaveBeenCalled();
});

test.each([
  ["an ordinary load", async () => show(false)],
  [
    "a page that was stopped",
    async () => {
      aborter.abort();
      await show();
    },
  ],
])("%s looks at nothing", async (_, act) => {
  await open();
  kept = undefined;
  await store.clear();
  await act();
  expect(hear).not.toHaveBeenCalled();
});

test("without ids there is nothing to look at", async () => {
  const list = vi.spyOn(store, "list");
  lookAgain({ store, identity: undefined, hear }, aborter.signal);
  await show();
  expect(list).not.toHaveBeenCalled();
  expect(hear).not.toHaveBeenCalled();
});
