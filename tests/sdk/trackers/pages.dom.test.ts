import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { trackPages } from "../../../packages/sdk/src/trackers/pages.ts";
import { type Watched, watch } from "../fixtures.ts";

let watched: Watched;
let stop = () => {};
const track = () => {
  watched = watch();
  stop = trackPages({ ...watched.context, pageUrl: () => location.href });
};
const told = () => watched.told.map(({ name, data }) => `${name} ${(data as { load: string }).load}`);
const settled = () => vi.advanceTimersByTimeAsync(1);
const go = async (url: string) => {
  history.pushState({}, "", url);
  await settled();
};
const show = (persisted: boolean) => window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
const navigated = (entry: object) =>
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([entry] as PerformanceNavigationTiming[]);

beforeEach(() => {
  vi.useFakeTimers();
  location.href = "https://shop.example/start";
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a load", () => {
  test.each([
    [{}, "navigate"],
    [{ type: "navigate" }, "navigate"],
    [{ type: "reload" }, "reload"],
    [{ type: "back_forward" }, "back-forward"],
    [{ type: "navigate", activationStart: 5 }, "prerender"],
  ])("%o is %s", (entry, load) => {
    navigated(entry);
    track();
    expect(told()).toEqual([`/start ${load}`]);
    expect(watched.told[0]).toMatchObject({ kind: "touchpoint", type: "page" });
  });

  test("from the page cache is a page again, an ordinary one is no second", () => {
    track();
    show(false);
    show(true);
    expect(told()).toEqual(["/start navigate", "/start bfcache"]);
  });
});

describe("a route", () => {
  test("by pushState is a page", async () => {
    track();
    await go("/cart");
    expect(told().slice(1)).toEqual(["/cart route"]);
  });

  test("a chain of redirects in one task is one page", async () => {
    track();
    history.pushState({}, "", "/a");
    history.replaceState({}, "", "/b");
    await go("/c");
    expect(told().slice(1)).toEqual(["/c route"]);
  });

  test("replaceState, a query or a fragment of the same page is none", async () => {
    track();
    history.replaceState({ a: 1 }, "", "/start");
    await settled();
    await go("/start?sort=price");
    await go("/start#details");
    expect(told()).toHaveLength(1);
  });

  test("replaceState to another page is one", async () => {
    track();
    history.replaceState({}, "", "/other");
    await settled();
    expect(told().slice(1)).toEqual(["/other route"]);
  });

  test("a hash that is a route is a page", async () => {
    track();
    await go("/start#/cart");
    await go("/start#!pay");
    expect(told().slice(1)).toEqual(["/start#/cart route", "/start#!pay route"]);
  });

  test("the button back is told as such", async () => {
    // happy-dom tells of an earlier test's fragment whenever it likes.
    const hush = (event: Event) => event.stopImmediatePropagation();
    window.addEventListener("hashchange", hush, { capture: true });
    onTestFinished(() => window.removeEventListener("hashchange", hush, { capture: true }));
    track();
    await go("/cart");
    history.replaceState({}, "", "/start");
    window.dispatchEvent(new PopStateEvent("popstate"));
    await settled();
    expect(told().slice(1)).toEqual(["/cart route", "/start back-forward"]);
  });
});

test("nothing is told after its stop, not even of a change before it", async () => {
  track();
  history.pushState({}, "", "/cart");
  stop();
  await go("/pay");
  window.dispatchEvent(new PopStateEvent("popstate"));
  show(true);
  await settled();
  expect(told()).toHaveLength(1);
  expect(location.pathname).toBe("/pay");
});
