import { expect, test } from "vitest";
import { find } from "./fixtures.ts";

const stage = (id: string, ...pages: readonly string[]) => ({ id, pages });
const steps = (id: string, ...given: readonly object[]) => ({
  id,
  steps: given.map((step, index) => ({ id: `s${index}`, ...step })),
});

test.each([
  ["narrow before wide", [stage("a", "/cart"), stage("b", "/**")]],
  ["one of two pages", [stage("a", "/cart"), stage("b", "/cart", "/basket")]],
  ["one segment is not several", [stage("a", "/*"), stage("b", "/**")]],
  ["several are not one and a name", [stage("a", "/*/new"), stage("b", "/**/new")]],
  ["a query is narrower", [stage("a", "/list?tab=new"), stage("b", "/list")]],
  ["a route is narrower", [stage("a", "/app#/new"), stage("b", "/app")]],
  ["what must be seen, too", [steps("a", { pages: ["/buy"], visible: "#pay" }, { pages: ["/buy"] })]],
  ["another thing to see", [steps("a", { visible: "#a" }, { visible: "#b" })]],
  ["another name", [steps("a", { touchpoint: "x" }, { dataLayer: "x" }, { touchpoint: "y" })]],
  ["seen anywhere after a page", [steps("a", { pages: ["/buy"] }, { visible: "#pay" })]],
  ["by hand", [steps("a", { pages: ["/**"] }, {}), steps("b", { pages: ["/x?a=1#/b"], touchpoint: "x" })].slice(0, 1)],
  ["the same step elsewhere", [steps("a", { pages: ["/a"] }), steps("b", { pages: ["/b"] })]],
])("%s shadows nothing", (_, stages) => {
  expect(find({ stages })).toEqual([]);
});

test.each([
  ["all pages first", [stage("a", "/**"), stage("b", "/cart")], "stages[1]"],
  ["the same page", [stage("a", "/", "/cart"), stage("b", "/cart/")], "stages[1]"],
  ["a wildcard", [stage("a", "/products/*"), stage("b", "/products/new*")], "stages[1]"],
  ["spanning segments", [stage("a", "/a/**"), stage("b", "/a/b/**", "/a/*/c")], "stages[1]"],
  ["any query", [stage("a", "/list"), stage("b", "/list?tab=new")], "stages[1]"],
  ["any route", [stage("a", "/app"), stage("b", "/app#/new")], "stages[1]"],
  [
    "page before what must be seen there",
    [steps("a", { pages: ["/buy"] }, { pages: ["/buy"], visible: "#pay" })],
    "stages[0].steps[1]",
  ],
  [
    "the same name",
    [steps("a", { touchpoint: "x" }), steps("b", { touchpoint: "x", pages: ["/b"] })],
    "stages[1].steps[0]",
  ],
  ["the same event", [steps("a", { dataLayer: "x" }, { dataLayer: "x" })], "stages[0].steps[1]"],
  [
    "by hand, under a name that an earlier stage has",
    [steps("a", { pages: ["/a"] }), steps("b", {})],
    "stages[1].steps[0]",
  ],
])("%s shadows what follows", (_, stages, path) => {
  expect(find({ stages })).toEqual([expect.stringContaining(`${path}: is never reached: "a`)]);
});

test("a step that is broken shadows nothing: what it would match is not known", () => {
  const broken = { id: "a", steps: [{ id: "s", pages: ["/cart"], visible: 7 }] };
  expect(find({ stages: [broken, stage("b", "/cart")] })).toEqual([
    expect.stringContaining("stages[0].steps[0].visible"),
  ]);
});
