import { findStep, isSamePlace, type Place, stepsOf, toMove, toPath, toPlace } from "@waymark/journey";
import type { Configuration } from "@waymark/protocol";
import { describe, expect, test } from "vitest";

const plan: Configuration = {
  stages: [
    { id: "discover", pages: ["/", "/blog/**"] },
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "address", pages: ["/checkout"], visible: "#address" },
        { id: "payment", touchpoint: "payment-shown", payment: true },
        { id: "review" },
        { id: "done", pages: ["/thanks"], goal: true },
      ],
    },
    { id: "late", pages: ["/cart"] },
  ],
};
const url = (path: string) => `https://shop.example${path}`;
const at = (stage: string | null, step: string): Place => ({ stage, step });

describe("toPlace", () => {
  test.each([
    ["a stage with pages alone is its own step", { url: url("/blog/a") }, at("discover", "discover")],
    ["the first stage that matches wins", { url: url("/cart") }, at("checkout", "cart")],
    ["no match is the page's path in no stage", { url: url("/about") }, at(null, "/about")],
    ["a step by a touchpoint", { url: url("/any"), touchpoint: "payment-shown" }, at("checkout", "payment")],
    ["another touchpoint places nothing", { url: url("/any"), touchpoint: "other" }, at(null, "/any")],
    ["a step by hand outweighs the page", { url: url("/cart"), step: "review" }, at("checkout", "review")],
    ["a step by hand that no stage has", { url: url("/cart"), step: "nowhere" }, at(null, "/cart")],
    [
      "all conditions hold",
      { url: url("/checkout"), isRendered: (selector: string) => selector === "#address" },
      at("checkout", "address"),
    ],
    ["one condition does not", { url: url("/checkout"), isRendered: () => false }, at(null, "/checkout")],
    ["visible needs eyes", { url: url("/checkout") }, at(null, "/checkout")],
  ])("%s", (_, facts, place) => expect(toPlace(plan, facts)).toEqual(place));

  test("without a plan every page is its own step", () =>
    expect(toPlace(undefined, { url: url("/cart?x=1") })).toEqual(at(null, "/cart")));

  test("a page of the stage whose element is not there yet leaves the visitor where they stood", () => {
    const before = at("checkout", "cart");
    expect(toPlace(plan, { url: url("/checkout") }, before)).toBe(before);
  });

  test("such a page is out of another stage", () =>
    expect(toPlace(plan, { url: url("/checkout") }, at("discover", "discover"))).toEqual(at(null, "/checkout")));

  test("an empty plan and an unknown stage before are borne", () => {
    expect(toPlace({}, { url: url("/a") }, at("gone", "gone"))).toEqual(at(null, "/a"));
  });
});

describe("toMove", () => {
  test.each([
    ["enter", undefined, at("checkout", "cart")],
    ["enter", at(null, "/about"), at("checkout", "done")],
    ["enter", at("discover", "discover"), at("checkout", "cart")],
    ["forward", at("checkout", "cart"), at("checkout", "address")],
    ["skip", at("checkout", "cart"), at("checkout", "payment")],
    ["back", at("checkout", "payment"), at("checkout", "cart")],
    ["leave", at("checkout", "cart"), at(null, "/about")],
    [undefined, undefined, at(null, "/about")],
    [undefined, at(null, "/a"), at(null, "/b")],
    [undefined, at("checkout", "cart"), at("checkout", "cart")],
  ])("%s", (move, from, to) => expect(toMove(plan, from, to)).toBe(move));

  test("another page of the same step is a repeat", () =>
    expect(toMove(plan, at("checkout", "cart"), at("checkout", "cart"), true)).toBe("repeat"));
});

test.each([
  ["https://shop.example", "/"],
  ["https://shop.example/", "/"],
  ["https://shop.example/a/b?utm_source=x", "/a/b"],
  ["https://shop.example/a#/route?utm_source=x", "/a#/route"],
  ["https://shop.example/?utm_source=x#/route", "/#/route"],
  ["android-app://com.example/a", "/a"],
])("the path of %s is %s", (from, path) => expect(toPath(from)).toBe(path));

test("the plan's own words for a place", () => {
  expect(findStep(plan, at("checkout", "payment"))?.payment).toBe(true);
  expect(findStep(plan, at("discover", "discover"))).toEqual({ id: "discover", pages: ["/", "/blog/**"] });
  expect(findStep(plan, at(null, "/about"))).toBeUndefined();
  expect(findStep(undefined, at("checkout", "cart"))).toBeUndefined();
  expect(stepsOf({ id: "empty", steps: [] })).toEqual([]);
});

test("a place is the same by stage and step", () => {
  expect(isSamePlace(at("a", "b"), at("a", "b"))).toBe(true);
  expect(isSamePlace(at("a", "b"), at("a", "c"))).toBe(false);
  expect(isSamePlace(at(null, "b"), at("a", "b"))).toBe(false);
  expect(isSamePlace(undefined, at("a", "b"))).toBe(false);
});
