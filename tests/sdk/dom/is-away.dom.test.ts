import { afterEach, expect, test, vi } from "vitest";
import { createIsAway, listenAway } from "../../../packages/sdk/src/dom/is-away.ts";

const aborters: AbortController[] = [];
const open = () => {
  const aborter = new AbortController();
  aborters.push(aborter);
  return { isAway: createIsAway(document, aborter.signal), stop: () => aborter.abort() };
};
const tell = (type: string) => window.dispatchEvent(new Event(type));

afterEach(() => {
  for (const aborter of aborters.splice(0)) aborter.abort();
  vi.restoreAllMocks();
});

test("a page that is seen is there, a hidden one is away", () => {
  const { isAway } = open();
  expect(isAway()).toBe(false);
  const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  expect(isAway()).toBe(true);
  state.mockReturnValue("visible");
  expect(isAway()).toBe(false);
});

test("one that is left is away, seen or not, until it is shown again", () => {
  const { isAway } = open();
  tell("pagehide");
  expect(isAway()).toBe(true);
  tell("pageshow");
  expect(isAway()).toBe(false);
});

test("a page that was told to stop is away for good", () => {
  const { isAway, stop } = open();
  stop();
  expect(isAway()).toBe(true);
  tell("pageshow");
  expect(isAway()).toBe(true);
});

test("whoever listens hears of leaving, hiding and coming back, until told to stop", () => {
  const aborter = new AbortController();
  const heard = vi.fn();
  listenAway(aborter.signal, heard);
  for (const type of ["pagehide", "visibilitychange"]) tell(type);
  expect(heard).toHaveBeenCalledTimes(2);
  aborter.abort();
  for (const type of ["pagehide", "visibilitychange"]) tell(type);
  expect(heard).toHaveBeenCalledTimes(2);
});
