import { expect, test } from "vitest";
import { find } from "./fixtures.ts";

const withSelector = (visible: string) => find({ stages: [{ id: "a", steps: [{ id: "b", visible }] }] });

test.each([
  "#address",
  "form.pay > fieldset:not([hidden])",
  "dialog:modal",
  "details:open",
  "[popover]:popover-open",
  ":is(h1, h2):has(+ form)",
  "li:nth-child(2 of .shown)",
  "[data-step='2' i]",
  "#order\\:done",
  "größe",
])("%s is a selector", (selector) => {
  expect(withSelector(selector)).toEqual([]);
});

test.each([
  ["", /no selector: expected rule but end of input/],
  ["#", /expected ID name/],
  ["form >", /expected rule/],
  ["div[open", /attribute selector operator, at character 8$/],
  [":not(", /expected rule/],
  ["$('#address')", /at character 1$/],
  ["//div[@id]", /at character 1$/],
  ["li:eq(1)", /unknown pseudo-class: "eq"/],
  ["p:contains(Pay)", /unknown pseudo-class: "contains"/],
  ["div:visible", /unknown pseudo-class: "visible"/],
  ["p::before", /pseudo-element/],
])("%s is none that selects", (selector, problem) => {
  expect(withSelector(selector)).toEqual([expect.stringMatching(problem)]);
  expect(withSelector(selector)[0]).toMatch(/^stages\[0\]\.steps\[0\]\.visible: /);
});
