import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { trackPages } from "../../../packages/sdk/src/trackers/pages.ts";
import { type Watched, watch } from "../fixtures.ts";

let watched: Watched;
let aborter = new AbortController();
const track = (...pageParts: string[]) => {
  watched = watch();
  const parts = pageParts.length ? pageParts : undefined;
  trackPages({ ...watched.context, pageUrl: () => location.href, pageParts: parts }, aborter.signal);
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

/** happy-dom tells of an earlier test's fragment whenever it likes. */
const hush = (event: Event) => event.stopImmediatePropagation();

beforeEach(() => {
  vi.useFakeTimers();
  window.addEventListener("hashchange", hush, { capture: true });
  location.href = "https://shop.example/start";
});
afterEach(() => {
  aborter.abort();
  aborter = new AbortController();
  window.removeEventListener("hashchange", hush, { capture: true });
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
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

describe("what else a load tells", () => {
  test.each([
    ["a wide window and a mouse", 1283, false, { width: 1280 }],
    ["a narrow screen to be touched", 375, true, { width: 380, touch: true }],
  ])("%s", (_, innerWidth, matches, expected) => {
    vi.stubGlobal("innerWidth", innerWidth);
    vi.stubGlobal("navigator", { language: "de-AT" });
    const matchMedia = vi.fn((query: string) => ({ matches: matches && query === "(pointer: coarse)" }));
    vi.stubGlobal("matchMedia", matchMedia);
    track();
    expect(watched.told[0]?.data).toEqual({ load: "navigate", language: "de-AT", ...expected });
  });

  test("a route and a page from the page cache tell it no second time", async () => {
    track();
    await go("/cart");
    show(true);
    expect(watched.told.slice(1).map(({ data }) => data)).toEqual([{ load: "route" }, { load: "bfcache" }]);
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
    track();
    await go("/cart");
    history.replaceState({}, "", "/start");
    window.dispatchEvent(new PopStateEvent("popstate"));
    await settled();
    expect(told().slice(1)).toEqual(["/cart route", "/start back-forward"]);
  });
});

describe("what makes a page is the site's to say", () => {
  test.each([
    ["a query key", ["path", "query:tab"], ["/start?tab=2", "/start?tab=2&sort=price", "/start?tab=3#x"], [1, 0, 1]],
    ["any fragment", ["path", "hash"], ["/start#a", "/start?q=1#a", "/start#b"], [1, 0, 1]],
    ["no path", ["query:id"], ["/other", "/start?id=1", "/elsewhere?id=1"], [0, 1, 0]],
    ["no route", ["path"], ["/start#/cart", "/start#!pay", "/cart#/a"], [0, 0, 1]],
    ["the path and the route, unless it says", [], ["/start?tab=2", "/start#/a", "/start#a"], [0, 1, 1]],
  ])("%s", async (_, parts, urls, pages) => {
    track(...parts);
    const counts: number[] = [];
    for (const url of urls) {
      const before = watched.told.length;
      await go(url);
      counts.push(watched.told.length - before);
    }
    expect(counts).toEqual(pages);
  });
});

test("nothing is told after its stop, not even of a change before it", async () => {
  track();
  history.pushState({}, "", "/cart");
  aborter.abort();
  await go("/pay");
  window.dispatchEvent(new PopStateEvent("popstate"));
  show(true);
  await settled();
  expect(told()).toHaveLength(1);
  expect(location.pathname).toBe("/pay");
});
