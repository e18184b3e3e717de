import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Pair } from "../../packages/sdk/src/database.ts";
import { createJournal } from "../../packages/sdk/src/journal.ts";

const open = () => createJournal("shop");
const names = () => Object.keys(localStorage).sort();
const row = (id: string, value: unknown = id): Pair => [["e", 1, id], value];
const gone = (id: string): Pair => [["e", 1, id], undefined];

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

test("a row has a name of its own, so that two tabs never write the same one", () => {
  expect(open().put([row("a"), row("b", { n: 1 })])).toBe(true);
  expect(names()).toEqual(['waymark.shop.j.["e",1,"a"]', 'waymark.shop.j.["e",1,"b"]']);
  expect(localStorage.getItem('waymark.shop.j.["e",1,"b"]')).toBe('{"n":1}');
});

test("rows of all documents are listed in the order of their keys, and no other site's", () => {
  open().put([row("b"), row("a")]);
  open().put([row("c")]);
  createJournal("other").put([row("d")]);
  localStorage.setItem("the site's own", "1");
  expect(open().list()).toEqual([row("a"), row("b"), row("c")]);
});

test("undefined removes a row", () => {
  const journal = open();
  journal.put([row("a"), row("b")]);
  expect(journal.put([gone("a")])).toBe(true);
  expect(journal.list()).toEqual([row("b")]);
});

describe("what covers rows removes them", () => {
  test("of whichever document", () => {
    open().put([row("a"), row("b")]);
    const journal = open();
    journal.cover(journal.list())();
    expect(journal.list()).toEqual([]);
  });

  test("but not what was written anew since", () => {
    const journal = open();
    journal.put([row("a"), row("b")]);
    const remove = journal.cover([row("a"), row("b")]);
    journal.put([row("a", "newer")]);
    remove();
    expect(journal.list()).toEqual([row("a", "newer")]);
  });
});

test("what is not ours, or no JSON, is passed over", () => {
  open().put([row("a")]);
  localStorage.setItem('waymark.shop.j.["e",1,"torn"]', '{"id":');
  localStorage.setItem("waymark.shop.j.rubbish", "1");
  createJournal("shop.j").put([row("b")]);
  expect(open().list()).toEqual([row("a")]);
});

describe("its limits", () => {
  test("200 rows; one that goes makes room", () => {
    const journal = open();
    expect(journal.put(Array.from({ length: 200 }, (_, i) => row(`${i}`)))).toBe(true);
    expect(journal.put([row("more")])).toBe(false);
    journal.put([gone("7")]);
    expect(journal.put([row("more")])).toBe(true);
  });

  test("256,000 characters", () => {
    const journal = open();
    expect(journal.put([row("a", "x".repeat(200_000))])).toBe(true);
    expect(journal.put([row("b", "x".repeat(60_000))])).toBe(false);
    expect(journal.put([row("c", "x".repeat(50_000))])).toBe(true);
  });

  test("rows that another tab has taken in count no more", () => {
    const journal = open();
    journal.put(Array.from({ length: 200 }, (_, i) => row(`${i}`)));
    localStorage.clear();
    expect(journal.put([row("more")])).toBe(true);
  });

  test("a row that can't be replaced stays as it is", () => {
    const journal = open();
    journal.put([row("a", "old")]);
    expect(journal.put([row("a", "x".repeat(256_000))])).toBe(false);
    expect(journal.list()).toEqual([row("a", "old")]);
  });
});

test.each(["getItem", "setItem", "removeItem"] as const)("a localStorage that refuses %s is borne", (name) => {
  open().put([row("a")]);
  const refuse = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const refusing = new Proxy(localStorage, {
    get: (target, key) => (key === name ? refuse : Reflect.get(target, key)),
  });
  vi.spyOn(window, "localStorage", "get").mockReturnValue(refusing);
  const journal = open();
  expect(() => [journal.put([row("b")]), journal.put([gone("a")]), journal.list()]).not.toThrow();
  if (name === "setItem") expect(journal.put([row("b")])).toBe(false);
});

test("one that was had from the start is used on, though the page gives it no more", () => {
  const journal = open();
  vi.spyOn(window, "localStorage", "get").mockReturnValue(null as never);
  expect(journal.put([row("a")])).toBe(true);
  expect(journal.list()).toEqual([row("a")]);
});

test("and one that is denied altogether", () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  expect(open().put([row("a")])).toBe(false);
  expect(open().list()).toEqual([]);
});
