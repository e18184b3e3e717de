import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { readCookie, writeCookie } from "../../../packages/sdk/src/dom/cookie.ts";

const DOMAIN = "shop.example";
const set = () => vi.spyOn(document, "cookie", "set");

beforeEach(() => {
  location.href = "https://www.shop.example/";
  for (const site of ["shop", "other", "shöp; a=b"]) writeCookie(site, DOMAIN);
});
afterEach(() => vi.restoreAllMocks());

test("what was written is read, of each site by itself", () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the site's own.
  document.cookie = "own=waymark.shop=1";
  const value = { visitor: "v", place: { step: '/größe;a="b",c' } };
  expect(writeCookie("shop", DOMAIN, value, 100)).toBe(true);
  writeCookie("shöp; a=b", DOMAIN, { visitor: "w" }, 100);
  expect(readCookie("shop")).toEqual(value);
  expect(readCookie("shöp; a=b")).toEqual({ visitor: "w" });
  expect(readCookie("other")).toEqual({});
});

test("it is the whole domain's, of every path, first-party, and lives as long as told", () => {
  const write = set();
  writeCookie("shop", DOMAIN, { a: 1 }, 100);
  expect(write.mock.lastCall).toEqual([
    "waymark.shop=%7B%22a%22%3A1%7D;domain=shop.example;path=/;max-age=100;samesite=lax;secure",
  ]);
});

test("on plain HTTP it is not secure", () => {
  location.href = "http://www.shop.example/";
  const write = set();
  writeCookie("shop", DOMAIN, { a: 1 }, 100);
  expect(write.mock.lastCall?.[0]).toMatch(/samesite=lax$/);
});

test("without a value it is gone", () => {
  writeCookie("shop", DOMAIN, { a: 1 }, 100);
  writeCookie("shop", DOMAIN);
  expect(`; ${document.cookie}`).not.toContain("; waymark.shop=");
});

test("one that is too large is not written, and leaves what there is", () => {
  writeCookie("shop", DOMAIN, { a: 1 }, 100);
  expect(writeCookie("shop", DOMAIN, { a: "x".repeat(3000) }, 100)).toBe(false);
  expect(readCookie("shop")).toEqual({ a: 1 });
});

describe("what is no value of ours", () => {
  test.each(["no json", "%", "null", "5", "%7B"])("%s is nothing", (text) => {
    // biome-ignore lint/suspicious/noDocumentCookie: what is tested is what stands there.
    document.cookie = `waymark.shop=${text};domain=${DOMAIN};path=/`;
    expect(Object.keys(readCookie("shop"))).toEqual([]);
  });
});

test("where cookies are refused nothing is thrown", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  Object.defineProperty(document, "cookie", { configurable: true, get: refuse, set: refuse });
  onTestFinished(() => void Reflect.deleteProperty(document, "cookie"));
  expect(readCookie("shop")).toEqual({});
  expect(() => writeCookie("shop", DOMAIN, { a: 1 }, 100)).not.toThrow();
});
