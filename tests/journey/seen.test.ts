import { type Seen, toSeen } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { expect, test } from "vitest";

const see = (pages: readonly Seen[], name: string, more: Partial<Entry> = {}, engaged = 0) =>
  toSeen(pages, { kind: "touchpoint", type: "page", name, at: 1, ...more } as Entry, engaged);

test("a page is kept with its time, its place and what was engaged before it", () => {
  const place = { stage: "checkout", step: "cart" };
  expect(see([], "/cart", { at: 5, ...place }, 700)).toEqual([{ name: "/cart", at: 5, engaged: 700, ...place }]);
  expect(see([], "/")).toMatchObject([{ stage: null, step: "" }]);
});

test("what is no page changes nothing", () => {
  const pages = see([], "/");
  expect(see(pages, "/other", { type: "click" })).toBe(pages);
});

test("the same page again is still that visit", () => {
  const pages = see([], "/", { at: 1 });
  expect(see(pages, "/", { at: 2 }, 900)).toBe(pages);
});

test("a page whose address was scrubbed may be another each time: it is never the same", () => {
  const names = ["/products/:id", "/list", "/products/:id", "/products/:id"];
  const pages = names.reduce<readonly Seen[]>((before, name, at) => see(before, name, { at }), []);
  expect(new Set(pages.map(({ name }) => name)).size).toBe(4);
});

test("it keeps the last twenty", () => {
  const names = Array.from({ length: 30 }, (_, index) => `/${index}`);
  const pages = names.reduce<readonly Seen[]>((before, name) => see(before, name), []);
  expect(pages.map(({ name }) => name)).toEqual(names.slice(10));
});
