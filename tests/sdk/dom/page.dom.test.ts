import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCurrentPage } from "../../../packages/sdk/src/dom/page.ts";

const from = (referrer: string) => vi.spyOn(Document.prototype, "referrer", "get").mockReturnValue(referrer);
const go = (path: string) => history.pushState({}, "", path);

beforeEach(() => {
  location.href = "https://shop.example/start?token=secret&q=shoes#top";
});

afterEach(() => vi.restoreAllMocks());

test("a URL is scrubbed, but for the keys that may be kept", () => {
  expect(createCurrentPage([]).url()).toBe("https://shop.example/start");
  expect(createCurrentPage(["q"]).url()).toBe("https://shop.example/start?q=shoes");
});

test("it follows the address", () => {
  const { url } = createCurrentPage([]);
  go("/orders/123456");
  expect(url()).toBe("https://shop.example/orders/:id");
});

test("of another site's page only its origin is the referrer", () => {
  from("https://news.example/a?b=c");
  const page = { url: "https://shop.example/start", referrer: "https://news.example" };
  expect(createCurrentPage([]).enter()).toEqual(page);
});

test("an element of the page that is called referrer is none", () => {
  from("https://news.example/");
  Object.defineProperty(document, "referrer", { value: document.createElement("img"), configurable: true });
  expect(createCurrentPage([]).enter().referrer).toBe("https://news.example");
  Reflect.deleteProperty(document, "referrer");
});

test("without one there is none", () =>
  expect(createCurrentPage([]).enter()).toEqual({ url: "https://shop.example/start" }));

test("the last page is the next one's referrer, the same page keeps its own", () => {
  from("https://news.example/");
  const { enter } = createCurrentPage([]);
  enter();
  go("/cart");
  const cart = { url: "https://shop.example/cart", referrer: "https://shop.example/start" };
  expect(enter()).toEqual(cart);
  expect(enter()).toEqual(cart);
});
