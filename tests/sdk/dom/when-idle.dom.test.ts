import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onceIdle, whenIdle } from "../../../packages/sdk/src/dom/when-idle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("it waits for an idle moment, at most a second", () => {
  const later = vi.fn<typeof requestIdleCallback>(() => 1);
  vi.stubGlobal("requestIdleCallback", later);
  const work = vi.fn();
  whenIdle(work, new AbortController().signal);
  expect(later.mock.calls[0]?.[1]).toEqual({ timeout: 1000 });
  expect(work).not.toHaveBeenCalled();
  later.mock.calls[0]?.[0]({} as IdleDeadline);
  expect(work).toHaveBeenCalledOnce();
});

test("without such moments it is a task of its own", async () => {
  vi.stubGlobal("requestIdleCallback", undefined);
  const work = vi.fn();
  whenIdle(work, new AbortController().signal);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledOnce();
});

test("what is stopped meanwhile is not done", async () => {
  vi.stubGlobal("requestIdleCallback", undefined);
  const aborter = new AbortController();
  const work = vi.fn();
  whenIdle(work, aborter.signal);
  aborter.abort();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).not.toHaveBeenCalled();
});

test("work that is asked for often is done once, and again when it is asked for again", async () => {
  vi.stubGlobal("requestIdleCallback", undefined);
  const work = vi.fn();
  const ask = onceIdle(work, new AbortController().signal);
  for (let i = 0; i < 3; i++) ask();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledOnce();
  ask();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
});
