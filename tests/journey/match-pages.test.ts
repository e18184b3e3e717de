import { matchPages } from "@waymark/journey";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const site = "https://shop.example";

describe("matches", () => {
  test.each([
    ["/", "/"],
    ["/cart", "/cart"],
    ["/cart", "/cart/"],
    ["/cart/", "/cart"],
    ["/cart", "/cart?utm_source=x#/a"],
    ["/products/*", "/products/coat"],
    ["/products/*-coat", "/products/rain-coat"],
    ["/p*s/*t/x", "/products/coat/x"],
    ["/*a*b*", "/xaybz"],
    ["/*", "/cart"],
    ["/**", "/"],
    ["/**", "/a/b/c"],
    ["/blog/**", "/blog"],
    ["/blog/**", "/blog/"],
    ["/blog/**", "/blog/a/b"],
    ["/**/reviews", "/reviews"],
    ["/**/reviews", "/a/b/reviews"],
    ["/a/**/b/**/c", "/a/b/x/b/y/c"],
    ["/a/**/b/c", "/a/b/b/b/c"],
    ["/orders/:id", "/orders/:id"],
    ["/größe", "/gr%C3%B6%C3%9Fe"],
    ["/gr%C3%B6%C3%9Fe", "/größe"],
    ["/a?tab=size", "/a?x=1&tab=size"],
    ["/a?tab=size", "/a?tab=colour&tab=size"],
    ["/a?tab=*", "/a?tab="],
    ["/a?tab=si*", "/a?tab=size"],
    ["/a?tab=size&x=1", "/a?x=1&tab=size"],
    ["/a?tab=two+words", "/a?tab=two%20words"],
    ["/#/checkout", "/#/checkout"],
    ["/#/checkout", "/#/checkout/"],
    ["/#/checkout/**", "/#/checkout/pay"],
    ["/#!/cart", "/#!/cart"],
    ["/#/a?tab=size", "/#/a?tab=size"],
    ["/**#/cart", "/app/#/cart"],
    ["/#/", "/"],
  ])("%s for %s", (glob, path) => expect(matchPages([glob], site + path)).toBe(true));

  test("when any glob does", () => {
    expect(matchPages(["/a", "/b"], `${site}/b`)).toBe(true);
  });
});

describe("does not match", () => {
  test.each([
    ["/", "/cart"],
    ["/cart", "/carts"],
    ["/cart", "/Cart"],
    ["/cart", "/cart/x"],
    ["/products/*", "/products"],
    ["/products/*", "/products/"],
    ["/products/*", "/products/a/b"],
    ["/blog/**", "/blogs"],
    ["/**/reviews", "/reviews/a"],
    ["/a/**/b", "/a/b/c"],
    ["/a.c", "/abc"],
    ["/(a|b)", "/a"],
    ["/a?tab=size", "/a"],
    ["/a?tab=size", "/a?tab=sizes"],
    ["/a?tab=size&x=1", "/a?tab=size"],
    ["/#/checkout", "/"],
    ["/#/checkout", "/#/cart"],
    ["/#/a?tab=size", "/?tab=size#/a"],
    ["cart", "/cart"],
    ["", "/"],
    ["//[", "/"],
  ])("%s for %s", (glob, path) => expect(matchPages([glob], site + path)).toBe(false));

  test("without a glob, or without a page", () => {
    expect(matchPages([], `${site}/`)).toBe(false);
    expect(matchPages(["/**"], "")).toBe(false);
  });
});

describe("for any input", () => {
  const segment = fc.constantFrom("a", "b", "ab", "ba", "aab");
  const path = fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join("/")}`);
  const glob = fc
    .array(fc.constantFrom("a", "b", "ab", "*", "**", "a*", "*b", "a*b", "*a*"), { maxLength: 6 })
    .map((segments) => `/${segments.join("/")}`);

  // The same rules said as a regular expression, which is short enough here not to blow up.
  const toPattern = (text: string) =>
    new RegExp(
      `^${text
        .replace(/\/+$/, "")
        .replace(/\/\*\*/g, "(?:/[^/]+)<many>")
        .replace(/\*/g, "[^/]<many>")
        .replaceAll("<many>", "*")}/?$`,
    );

  test("agrees with the rules said in another way", () => {
    fc.assert(
      fc.property(glob, path, (pattern, text) => {
        // A segment `*` stands for one segment, even an empty one, which these paths don't have.
        expect(matchPages([pattern], site + text)).toBe(
          toPattern(pattern.replace(/\/\*(?=\/|$)/g, "/[^/]+")).test(text),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.webUrl(), (text, url) => {
        expect(matchPages([text, `/${text}`], url)).toBeTypeOf("boolean");
      }),
    );
  });

  test.each([
    ["wildcards in a segment", `/${"*a".repeat(250)}*c`, `/${"a".repeat(2000)}b`],
    ["wildcards over segments", `${"/**/a".repeat(80)}/c`, `${"/a".repeat(1000)}/b`],
    ["both", `${"/**/*a*b".repeat(60)}/c`, `${"/aab".repeat(500)}/d`],
    ["wildcards in a value", `/?q=${"*a".repeat(250)}*c`, `/?q=${"a".repeat(2000)}b`],
  ])("a hostile glob comes to an end: %s", (_, pattern, text) => {
    expect(matchPages([pattern], site + text)).toBe(false);
  });
});
