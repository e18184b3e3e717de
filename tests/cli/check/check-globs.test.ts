import { expect, test } from "vitest";
import { find } from "./fixtures.ts";

const inGlobs = (glob: string) => find({ stages: [{ id: "a", pages: [glob] }] });

test.each([
  "/",
  "/**",
  "/products/*",
  "/blog/**/comments",
  "/größe/",
  "/orders/:id",
  "/cart?utm_source=mail",
  "/cart?tab=*&sort=",
  "/app#/orders/*",
  "/app#!/orders/:id?tab=open",
  "/app?a=1#/orders?b=2",
  "/a-very-long-but-quite-readable-name/of-a-page.html",
  "/*.html",
])("%s can match", (glob) => {
  expect(inGlobs(glob)).toEqual([]);
});

test.each([
  ["//shop.example/cart", /empty segment/],
  ["/checkout//done", /empty segment/],
  ["/https://shop.example/cart", /empty segment/],
  ["/blog/**.html", /"\*\*" spans/],
  ["/blog/a**/b", /"\*\*" spans/],
  ["/products/:slug", /another language/],
  ["/products/[slug]", /another language/],
  ["/products/{a,b}", /another language/],
  ["/(de|en)/cart", /another language/],
  ["/products/.*", /another language/],
  ["/cart#top", /no route/],
  ["/cart?tab", /key=value/],
  ["/cart?a=1&b", /key=value/],
  ["/cart?=1", /key=value/],
  ["/cart?a=1?b=2", /key=value/],
  ["/app#/orders?tab", /key=value/],
  ["/orders/1234567", /looks like an id/],
  ["/app#/orders/1234567", /looks like an id/],
  ["/u/ines@example.com", /looks like an id/],
  ["/cart?customer=1234567", /never kept/],
  [`/cart?text=${"a-".repeat(40)}`, /never kept/],
])("%s cannot", (glob, problem) => {
  expect(inGlobs(glob)).toEqual([expect.stringMatching(problem)]);
  expect(inGlobs(glob)[0]).toMatch(/^stages\[0\]\.pages\[0\]: /);
});

test("globs are looked at in steps and in triggers, too", () => {
  expect(find({ stages: [{ id: "a", steps: [{ id: "b", pages: ["/ok", "/a//b"] }] }] })).toEqual([
    expect.stringMatching(/^stages\[0\]\.steps\[0\]\.pages\[1\]: /),
  ]);
  const trigger = { id: "t", on: { type: "page" }, ask: "why", where: { pages: ["/a//b"] } };
  const surveys = { why: { questions: [{ id: "q", kind: "text", text: "Why?" }] } };
  expect(find({ surveys, triggers: [trigger] })).toEqual([
    expect.stringMatching(/^triggers\[0\]\.where\.pages\[0\]: /),
  ]);
});
