import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { takeFloor } from "../../../packages/sdk/src/ask/take-floor.ts";

/** Web Locks of all tabs of a browser, as far as they are used. */
const createLocks = () => {
  const held = new Set<string>();
  const waiting = new Set<() => void>();
  const free = (name: string) => {
    held.delete(name);
    for (const look of waiting) look();
  };
  const isGranted = (name: string, { signal }: LockOptions) =>
    new Promise<void>((resolve, reject) => {
      const look = () => held.has(name) || resolve();
      waiting.add(look);
      signal?.addEventListener("abort", () => reject(signal.reason));
      look();
    });
  const request = vi.fn(async (name: string, options: LockOptions, use: (lock: Lock | null) => unknown) => {
    if (options.ifAvailable && held.has(name)) {
      use(null);
      return;
    }
    await isGranted(name, options);
    held.add(name);
    await use({ name, mode: "exclusive" });
    free(name);
  });
  return { held, free, request };
};
const NAME = "waymark:shop.example:survey";

let locks = createLocks();
let isAway = false;
let aborter = new AbortController();
let late = new AbortController();
const lost = vi.fn();
/** The time is up to wait for whoever has it. */
const beLate = async () => {
  late.abort(new DOMException("", "TimeoutError"));
  await turn();
};
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
  late = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => late.signal);
  lost.mockClear();
});
afterEach(() => {
  aborter.abort();
  vi.restoreAllMocks();
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

  test("about to be left, and has it again when it stays", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    await take();
    window.dispatchEvent(new Event("beforeunload"));
    await vi.advanceTimersByTimeAsync(0);
    expect(locks.held.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect([...locks.held]).toEqual([NAME]);
    vi.useRealTimers();
  });

  test("and has lost it when another has it by the time it is back", async () => {
    await take();
    await go(true);
    locks.held.add(NAME);
    await go(false);
    expect(lost).not.toHaveBeenCalled();
    await beLate();
    expect(lost).toHaveBeenCalledOnce();
  });

  test("but not when that other lets go a moment later", async () => {
    await take();
    await go(true);
    locks.held.add(NAME);
    await go(false);
    locks.free(NAME);
    await turn();
    await beLate();
    expect(lost).not.toHaveBeenCalled();
    expect([...locks.held]).toEqual([NAME]);
  });

  test("and takes none that comes when it is away again", async () => {
    await take();
    await go(true);
    locks.held.add(NAME);
    await go(false);
    await go(true);
    locks.free(NAME);
    await turn();
    expect([locks.held.size, lost.mock.calls.length]).toEqual([0, 0]);
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
  await beLate();
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
