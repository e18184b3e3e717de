import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTabMemory } from "../../packages/sdk/src/tab-memory.ts";
import { makeEntry, START } from "./fixtures.ts";

const place = { stage: "checkout", step: "cart" };
const names = (memory: ReturnType<typeof createTabMemory>) => memory.last().map(({ name }) => name);

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

test("a first page has nothing before it", () => {
  const memory = createTabMemory("shop");
  expect(memory.read()).toEqual({});
  expect(memory.last()).toEqual([]);
});

test("the next page finds place, dwell and the last entries", () => {
  const first = createTabMemory("shop");
  first.add(makeEntry({ name: "a" }));
  first.save(place, 1200);
  const second = createTabMemory("shop");
  expect(second.read()).toMatchObject({ place, dwell: 1200 });
  second.add(makeEntry({ name: "b" }));
  expect(names(second)).toEqual(["a", "b"]);
});

test("it keeps the last twenty, without their data", () => {
  const memory = createTabMemory("shop");
  for (let i = 0; i < 30; i++) memory.add(makeEntry({ name: `${i}`, data: { private: "word" } }));
  expect(names(memory)).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 10}`));
  memory.save(place, 0);
  expect(sessionStorage.getItem("waymark.shop")).not.toContain("private");
});

test("of a web vital it keeps the value", () => {
  const memory = createTabMemory("shop");
  memory.add(makeEntry({ type: "vital", name: "LCP", data: { value: 1200 } }));
  memory.add(makeEntry({ type: "custom", name: "x", data: { value: 5 } }));
  expect(memory.last().map(({ value }) => value)).toEqual([1200, undefined]);
});

test("nothing is written before it is saved, and what is cleared is saved no more", () => {
  const memory = createTabMemory("shop");
  memory.add(makeEntry());
  expect(sessionStorage.length).toBe(0);
  memory.save(place, 0);
  expect(sessionStorage.length).toBe(1);
  memory.clear();
  expect(memory.last()).toEqual([]);
  memory.save(place, 0);
  expect(createTabMemory("shop").last()).toEqual([]);
});

test.each(["no json", "null", "5", "[]"])("%s under its name is nothing", (text) => {
  sessionStorage.setItem("waymark.shop", text);
  const memory = createTabMemory("shop");
  memory.add(makeEntry({ name: "a" }));
  expect(names(memory)).toEqual(["a"]);
});

test("without a site it remembers as long as the page, and storage is not touched", () => {
  const touched = vi.spyOn(window, "sessionStorage", "get");
  const memory = createTabMemory(undefined);
  memory.add(makeEntry({ name: "a" }));
  memory.save(place, 0);
  expect(names(memory)).toEqual(["a"]);
  memory.clear();
  expect(touched).not.toHaveBeenCalled();
});

describe("pages", () => {
  const page = (name: string, load = "navigate") => makeEntry({ type: "page", name, data: { load }, ...place });
  const seen = (memory: ReturnType<typeof createTabMemory>) =>
    memory.pages().map(({ name, engaged }) => [name, engaged]);

  test("are kept with what was engaged in the tab before them, over loads", () => {
    const first = createTabMemory("shop");
    first.add(page("/a"), 0);
    first.add(page("/b"), 3000);
    first.save(place, 0, 5000);
    const second = createTabMemory("shop");
    second.add(page("/a"), 10);
    expect(seen(second)).toEqual([
      ["/a", 0],
      ["/b", 3000],
      ["/a", 5010],
    ]);
  });

  test("outlast many other entries", () => {
    const memory = createTabMemory("shop");
    memory.add(page("/a"));
    for (let i = 0; i < 30; i++) memory.add(makeEntry());
    expect(seen(memory)).toEqual([["/a", 0]]);
  });

  test("one that comes back from the page cache learns what came between", () => {
    const first = createTabMemory("shop");
    first.add(page("/a"), 0);
    first.save(place, 0, 9000);
    const between = createTabMemory("shop");
    between.add(page("/b"), 0);
    between.save(place, 0, 2000);
    first.add(page("/a", "bfcache"), 9000);
    expect(seen(first)).toEqual([
      ["/a", 0],
      ["/b", 9000],
      ["/a", 11_000],
    ]);
    expect(names(first)).toEqual(["/a", "/b", "/a"]);
    first.save(place, 0, 9500);
    const last = createTabMemory("shop");
    last.add(page("/c"), 0);
    expect(seen(last).at(-1)).toEqual(["/c", 11_500]);
  });

  test("one that is shown before the page between was told that it goes: that had all the time since it was entered", () => {
    const first = createTabMemory("shop");
    first.add(page("/a"), 0);
    first.save(place, 0, 9000);
    const between = createTabMemory("shop");
    between.add(makeEntry({ type: "page", name: "/b", at: START }), 0);
    first.add(makeEntry({ type: "page", name: "/a", at: START + 4000, data: { load: "bfcache" } }), 9000);
    expect(seen(first)).toEqual([
      ["/a", 0],
      ["/b", 9000],
      ["/a", 13_000],
    ]);
  });

  test("are written when they are entered, with where that is", () => {
    createTabMemory("shop").add(page("/a"), 0);
    expect(createTabMemory("shop").read()).toMatchObject({ place, dwell: 0, pages: [{ name: "/a" }] });
  });

  test("one that comes back to an empty storage knows what it knew", () => {
    const memory = createTabMemory("shop");
    memory.add(page("/a"), 0);
    memory.add(page("/b"), 1000);
    sessionStorage.clear();
    memory.add(page("/a", "bfcache"), 3000);
    expect(seen(memory)).toEqual([
      ["/a", 0],
      ["/b", 1000],
      ["/a", 3000],
    ]);
  });

  test("are forgotten with the entries", () => {
    const memory = createTabMemory("shop");
    memory.add(page("/a"));
    memory.clear();
    expect(memory.pages()).toEqual([]);
  });
});

test("a draft is kept for the next page, and forgotten with the rest", () => {
  const memory = createTabMemory("shop");
  memory.keepDraft({ at: "reason" });
  memory.save(place, 0);
  const next = createTabMemory("shop");
  expect(next.draft()).toEqual({ at: "reason" });
  next.clear();
  next.save(place, 0);
  expect(createTabMemory("shop").draft()).toBeUndefined();
});

test("a page from the page cache takes the draft as the pages between have left it", () => {
  const kept = createTabMemory("shop");
  kept.keepDraft({ at: "reason" });
  kept.save(place, 0);
  const between = createTabMemory("shop");
  between.keepDraft(undefined);
  between.save(place, 0);
  kept.add(makeEntry({ type: "page", data: { load: "bfcache" } }));
  expect(kept.draft()).toBeUndefined();
});
