import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readStorage, writeStorage } from "../../../packages/sdk/src/dom/web-storage.ts";

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

test("what is written is read, by site", () => {
  writeStorage("localStorage", "shop", { a: 1 });
  expect(readStorage("localStorage", "shop")).toEqual({ a: 1 });
  expect(readStorage("localStorage", "other")).toEqual({});
  expect(readStorage("sessionStorage", "shop")).toEqual({});
});

test("without a value nothing is left", () => {
  writeStorage("localStorage", "shop", { a: 1 });
  writeStorage("localStorage", "shop");
  expect(localStorage.length).toBe(0);
});

test.each(["", "no json", "null", '{"a":'])("%j there is nothing", (text) => {
  localStorage.setItem("waymark.shop", text);
  expect(readStorage("localStorage", "shop")).toEqual({});
});

test("refused storage is borne", () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  expect(readStorage("localStorage", "shop")).toEqual({});
  expect(() => writeStorage("localStorage", "shop", { a: 1 })).not.toThrow();
});

test("full storage is borne", () => {
  vi.spyOn(localStorage, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(() => writeStorage("localStorage", "shop", { a: 1 })).not.toThrow();
});
