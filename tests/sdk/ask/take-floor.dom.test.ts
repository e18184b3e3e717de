import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { takeFloor } from "../../../packages/sdk/src/ask/take-floor.ts";

/** Web Locks of all tabs of a browser, as far as they are used. */
const createLocks = () => {
  const held = new Set<string>();
  const request = vi.fn(async (name: string, _: LockOptions, use: (lock: Lock | null) => unknown) => {
    if (held.has(name)) {
      use(null);
      return;
    }
    held.add(name);
    await use({ name, mode: "exclusive" });
    held.delete(name);
  });
  return { held, request };
};
const NAME = "waymark:shop.example:survey";

let locks = createLocks();
let isAway = false;
let aborter = new AbortController();
const lost = vi.fn();
const turn = () => new Promise((resolve) => setTimeout(resolve));
const take = () => takeFloor({ site: "shop.example", isAway: () => isAway }, aborter.signal, lost);
const go = async (away: boolean, type = "visibilitychange") => {
  isAway = away;
  window.dispatchEvent(new Event(type));
  await turn();
};

beforeEach(() => {
  locks = createLocks();
  vi.stubGlobal("navigator", { locks });
  isAway = false;
  aborter = new AbortController();
  lost.mockClear();
});
afterEach(() => {
  aborter.abort();
  vi.unstubAllGlobals();
});

test("it is held until the survey is gone", async () => {
  expect(await take()).toBe(true);
  expect([...locks.held]).toEqual([NAME]);
  aborter.abort();
  await turn();
  expect(locks.held.size).toBe(0);
});

test("while another tab has it, there is none", async () => {
  locks.held.add(NAME);
  expect(await take()).toBe(false);
});

describe("a page that goes away lets others on", () => {
  test.each([
    ["hidden", "visibilitychange", "visibilitychange"],
    ["left", "pagehide", "pageshow"],
  ])("%s", async (_, goes, comes) => {
    await take();
    await go(true, goes);
    expect(locks.held.size).toBe(0);
    await go(false, comes);
    expect([...locks.held]).toEqual([NAME]);
    expect(lost).not.toHaveBeenCalled();
  });

  test("and has lost it when another has it by the time it is back", async () => {
    await take();
    await go(true);
    locks.held.add(NAME);
    await go(false);
    expect(lost).toHaveBeenCalledOnce();
  });

  test("but not when its survey is gone by then", async () => {
    await take();
    await go(true);
    aborter.abort();
    locks.held.add(NAME);
    await go(false);
    expect(lost).not.toHaveBeenCalled();
    expect(locks.request).toHaveBeenCalledOnce();
  });
});

test("nothing is lost that is gone by the time the lock is looked for", async () => {
  await take();
  await go(true);
  locks.held.add(NAME);
  isAway = false;
  window.dispatchEvent(new Event("visibilitychange"));
  aborter.abort();
  await turn();
  expect(lost).not.toHaveBeenCalled();
});

test.each([
  ["are none", {}],
  ["are refused", { locks: { request: () => Promise.reject(new Error("SecurityError")) } }],
  [
    "throw",
    {
      locks: {
        request: () => {
          throw new Error("SecurityError");
        },
      },
    },
  ],
])("where locks %s, it is free", async (_, navigator) => {
  vi.stubGlobal("navigator", navigator);
  expect(await take()).toBe(true);
});
