import { beforeEach, expect, test } from "vitest";
import { createCurrentPage } from "../../../packages/sdk/src/dom/page.ts";

const root = (referrer = "") => ({ referrer }) as Document;
const go = (path: string) => history.pushState({}, "", path);

beforeEach(() => {
  location.href = "https://shop.example/start?token=secret&q=shoes#top";
});

test("a URL is scrubbed, but for the keys that may be kept", () => {
  expect(createCurrentPage(root(), []).url()).toBe("https://shop.example/start");
  expect(createCurrentPage(root(), ["q"]).url()).toBe("https://shop.example/start?q=shoes");
});

test("it follows the address", () => {
  const { url } = createCurrentPage(root(), []);
  go("/orders/123456");
  expect(url()).toBe("https://shop.example/orders/:id");
});

test("of another site's page only its origin is the referrer", () =>
  expect(createCurrentPage(root("https://news.example/a?b=c"), []).enter()).toEqual({
    url: "https://shop.example/start",
    referrer: "https://news.example",
  }));

test("without one there is none", () =>
  expect(createCurrentPage(root(), []).enter()).toEqual({ url: "https://shop.example/start" }));

test("the last page is the next one's referrer, the same page keeps its own", () => {
  const { enter } = createCurrentPage(root("https://news.example/"), []);
  enter();
  go("/cart");
  const cart = { url: "https://shop.example/cart", referrer: "https://shop.example/start" };
  expect(enter()).toEqual(cart);
  expect(enter()).toEqual(cart);
});
