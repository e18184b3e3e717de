import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { onRoute } from "../../../packages/sdk/src/dom/navigation.ts";

const settled = () => vi.advanceTimersByTimeAsync(1);
const changed = vi.fn();
let aborter = new AbortController();
const watch = () => onRoute(aborter.signal, changed);

beforeEach(() => {
  vi.useFakeTimers();
  changed.mockClear();
});
afterEach(() => {
  aborter.abort();
  aborter = new AbortController();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("by the wrapper around history", () => {
  test("a chain in one task calls once, after it", async () => {
    watch();
    history.pushState({}, "", "/a");
    history.replaceState({}, "", "/b");
    expect(changed).not.toHaveBeenCalled();
    await settled();
    expect(changed.mock.calls).toEqual([[false]]);
  });

  test("back and forward tell no longer history, a link to a fragment does", async () => {
    const length = vi.spyOn(history, "length", "get").mockReturnValue(3);
    watch();
    const happen = async (...types: string[]) => {
      for (const type of types) window.dispatchEvent(new Event(type));
      await settled();
    };
    await happen("popstate");
    await happen("popstate", "hashchange");
    length.mockReturnValue(4);
    await happen("popstate", "hashchange");
    await happen("popstate", "hashchange");
    length.mockReturnValue(5);
    history.pushState({}, "", "/a");
    await settled();
    await happen("popstate");
    expect(changed.mock.calls).toEqual([[true], [true], [false], [true], [false], [true]]);
  });

  test("the button back stays one when the page then replaces what it has come to, as routers do", async () => {
    watch();
    window.dispatchEvent(new Event("popstate"));
    history.replaceState({ scroll: 10 }, "");
    await settled();
    history.replaceState({ scroll: 20 }, "");
    await settled();
    expect(changed.mock.calls).toEqual([[true], [false]]);
  });

  test("the page's own call works as ever", () => {
    watch();
    history.pushState({ a: 1 }, "", "/own");
    expect(location.pathname).toBe("/own");
  });

  test("what the page's own call throws stays its own, and is no change", async () => {
    const { pushState } = history;
    history.pushState = () => {
      throw new DOMException("not clonable", "DataCloneError");
    };
    watch();
    expect(() => history.pushState({}, "", "/a")).toThrow("not clonable");
    history.pushState = pushState;
    await settled();
    expect(changed).not.toHaveBeenCalled();
  });

  test("a wrapper that another has laid over it stays when it stops", async () => {
    watch();
    const ours = history.pushState;
    const theirs = vi.fn(function (this: History, ...args: Parameters<History["pushState"]>) {
      ours.apply(this, args);
    });
    history.pushState = theirs;
    history.pushState({}, "", "/a");
    aborter.abort();
    history.pushState({}, "", "/b");
    await settled();
    expect(history.pushState).toBe(theirs);
    expect(theirs).toHaveBeenCalledTimes(2);
    expect(changed).not.toHaveBeenCalled();
    expect(location.pathname).toBe("/b");
  });
});

describe("by the Navigation API", () => {
  const change = (navigationType: string) => Object.assign(new Event("currententrychange"), { navigationType });

  test("history stays as it is", async () => {
    const navigation = Object.assign(new EventTarget(), { currentEntry: {} });
    vi.stubGlobal("navigation", navigation);
    const { pushState } = history;
    watch();
    expect(history.pushState).toBe(pushState);
    navigation.dispatchEvent(change("push"));
    navigation.dispatchEvent(change("replace"));
    await settled();
    navigation.dispatchEvent(change("traverse"));
    navigation.dispatchEvent(change("replace"));
    await settled();
    expect(changed.mock.calls).toEqual([[false], [true]]);
    aborter.abort();
    navigation.dispatchEvent(change("push"));
    await settled();
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
