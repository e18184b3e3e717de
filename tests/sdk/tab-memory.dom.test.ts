import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTabMemory } from "../../packages/sdk/src/tab-memory.ts";
import { makeEntry } from "./fixtures.ts";

const place = { stage: "checkout", step: "cart" };
const names = (memory: ReturnType<typeof createTabMemory>) => memory.last().map(({ name }) => name);

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

test("a first page has nothing before it", () => {
  const memory = createTabMemory("shop");
  expect(memory.before).toEqual({});
  expect(memory.last()).toEqual([]);
});

test("the next page finds place, dwell and the last entries", () => {
  const first = createTabMemory("shop");
  first.add(makeEntry({ name: "a" }));
  first.save(place, 1200);
  const second = createTabMemory("shop");
  expect(second.before).toMatchObject({ place, dwell: 1200 });
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
