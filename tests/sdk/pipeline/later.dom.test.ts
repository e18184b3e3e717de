import type { Entry } from "@waymark/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepArmed } from "../../../packages/sdk/src/pipeline/later.ts";
import type { Sender } from "../../../packages/sdk/src/pipeline/sender.ts";
import { makeEntry } from "../fixtures.ts";

const COLLECTOR = "https://collect.example/ingest";
const fetchLater = vi.fn<(url: string, options: RequestInit & { activateAfter: number }) => object>(() => ({}));
let aborter: AbortController;

/** A page whose sender has not got rid of `body` yet. */
function open(body = "what waits") {
  let hear = (_: Entry) => {};
  let isAway = false;
  const toLast = vi.fn(() => body);
  const sender = { toLast } as unknown as Sender;
  const onEntry = (next: (entry: Entry) => void) => {
    hear = next;
    return () => {};
  };
  const settle = keepArmed(
    { collector: COLLECTOR, sender, isAway: () => isAway || aborter.signal.aborted, onEntry },
    aborter.signal,
  );
  return {
    toLast,
    hear: () => hear(makeEntry()),
    settle,
    setAway(next: boolean, type: string) {
      isAway = next;
      window.dispatchEvent(new Event(type));
    },
  };
}

/** Bodies that the browser would send if the page died now. */
const armed = () => fetchLater.mock.calls.filter(([, { signal }]) => !signal?.aborted).map(([, { body }]) => body);

beforeEach(() => {
  aborter = new AbortController();
  vi.useFakeTimers();
  vi.stubGlobal("fetchLater", fetchLater);
});

afterEach(() => {
  aborter.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetchLater.mockReset();
});

test("half a second after an entry the browser has a copy, which it sends in a minute by itself", () => {
  const { hear } = open();
  hear();
  vi.advanceTimersByTime(499);
  expect(armed()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(armed()).toEqual(["what waits"]);
  expect(fetchLater.mock.calls[0]).toMatchObject([COLLECTOR, { method: "POST", activateAfter: 60_000 }]);
});

test("several entries together make one copy, and there is never more than one", () => {
  const { hear } = open();
  for (let i = 0; i < 3; i++) hear();
  vi.advanceTimersByTime(500);
  expect(fetchLater).toHaveBeenCalledTimes(1);
  hear();
  vi.advanceTimersByTime(500);
  expect(fetchLater).toHaveBeenCalledTimes(2);
  expect(armed()).toHaveLength(1);
});

test("after a receipt the copy is of what is left, and there is none of nothing", () => {
  const { hear, settle, toLast } = open();
  hear();
  vi.advanceTimersByTime(500);
  toLast.mockReturnValue("the rest");
  settle();
  expect(armed()).toEqual(["the rest"]);
  toLast.mockReturnValue("");
  settle();
  expect(armed()).toEqual([]);
});

test.each(["pagehide", "visibilitychange"])(
  "a page that goes away by %s sends for itself: there is no copy until it is back",
  (type) => {
    const { hear, setAway } = open();
    hear();
    vi.advanceTimersByTime(500);
    setAway(true, type);
    expect(armed()).toEqual([]);
    setAway(false, "visibilitychange");
    expect(armed()).toEqual(["what waits"]);
  },
);

test("told to stop, the page leaves none", () => {
  const { hear } = open();
  hear();
  vi.advanceTimersByTime(500);
  hear();
  aborter.abort();
  vi.advanceTimersByTime(500);
  expect(armed()).toEqual([]);
});

test("a browser that refuses the copy is borne", () => {
  fetchLater.mockImplementation(() => {
    throw new DOMException("over its quota", "QuotaExceededError");
  });
  const { hear } = open();
  hear();
  expect(() => vi.advanceTimersByTime(500)).not.toThrow();
});

test("where there is no fetchLater nothing is done", () => {
  vi.stubGlobal("fetchLater", undefined);
  const { hear, toLast } = open();
  hear();
  vi.advanceTimersByTime(500);
  expect(toLast).not.toHaveBeenCalled();
});
