import { afterEach, beforeEach, expect, test } from "vitest";
import { trackErrors } from "../../../packages/sdk/src/trackers/errors.ts";
import { type Watched, watch } from "../fixtures.ts";

let watched: Watched;
let aborter = new AbortController();
const fail = (init: ErrorEventInit) => window.dispatchEvent(new ErrorEvent("error", init));
const reject = (reason: unknown) => window.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));

beforeEach(() => {
  watched = watch();
  aborter = new AbortController();
  trackErrors(watched.context, aborter.signal);
});
afterEach(() => aborter.abort());

test("an error is told by its class and place, never by its message", () => {
  const message = "No order 123 for jane@shop.example";
  fail({ error: new TypeError(message), message, filename: "https://shop.example/app.js?token=abc", lineno: 7 });
  expect(watched.told).toEqual([
    { kind: "touchpoint", type: "error", name: "TypeError", data: { source: "https://shop.example/app.js", line: 7 } },
  ]);
  expect(JSON.stringify(watched.told)).not.toContain("jane");
});

test("of another origin's script nothing is known", () => {
  fail({ message: "Script error." });
  expect(watched.told).toMatchObject([{ name: "script error", data: {} }]);
});

test("a promise that was rejected is told by its reason's class", () => {
  reject(new RangeError("secret"));
  reject("secret words");
  expect(watched.told).toMatchObject([{ name: "RangeError" }, { name: "script error" }]);
  expect(JSON.stringify(watched.told)).not.toContain("secret");
});

test("a picture that did not load is none", () => {
  const image = document.createElement("img");
  document.body.append(image);
  image.dispatchEvent(new Event("error"));
  image.remove();
  expect(watched.told).toEqual([]);
});

test("nor is what means no trouble, and it leaves room for what does", () => {
  for (let i = 0; i < 12; i++) {
    reject(new DOMException("", "AbortError"));
    fail({ message: "ResizeObserver loop completed with undelivered notifications." });
  }
  fail({ error: new Error("x") });
  expect(watched.told).toMatchObject([{ name: "Error" }]);
});

test("at most ten a page", () => {
  for (let i = 0; i < 30; i++) fail({ error: new Error("x") });
  expect(watched.told).toHaveLength(10);
});

test("ten more on the next page of an app that loads none", () => {
  for (let i = 0; i < 30; i++) fail({ error: new Error("x") });
  history.pushState({}, "", "/next");
  fail({ error: new Error("x") });
  expect(watched.told).toHaveLength(11);
});

test("nothing is told after its stop", () => {
  aborter.abort();
  fail({ error: new Error("x") });
  reject(new Error("x"));
  expect(watched.told).toEqual([]);
});
