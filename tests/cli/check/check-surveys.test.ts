import { expect, test } from "vitest";
import { find, question, survey } from "./fixtures.ts";

const choice = { id: "a", kind: "choice", text: "Which?", choices: ["x", { value: "y", text: "Y" }] };
const csat = { id: "a", kind: "csat", text: "How?" };
const nps = { id: "a", kind: "nps", text: "How likely?" };
const when = (condition: unknown) => question("b", { when: { a: condition } });

test.each([
  ["values of a choice", choice, ["x", "y"]],
  ["scores", csat, [1, "5"]],
  ["a range", csat, { max: 2 }],
  ["the ends of a scale", nps, { min: 10 }],
  ["zero", nps, [0]],
  ["any text", question("a"), ["free"]],
])("%s can be answered", (_, source, condition) => {
  expect(find(survey([source, when(condition)]))).toEqual([]);
});

test.each([
  ["a value that is none", choice, ["x", "z"], "[1]", /"z" is no answer to "a"/],
  ["a score off the scale", csat, [0], "[0]", /0 is no answer/],
  ["a range off the scale", csat, { min: 6 }, "", /no answer to "a" lies/],
  ["a range between two scores", nps, { min: 2.2, max: 2.8 }, "", /no answer to "a" lies/],
  ["a range of words", choice, { min: 1 }, "", /no answer to "a" lies/],
  ["a range of free text", question("a"), { min: 1 }, "", /free text/],
  ["a range the wrong way round", csat, { min: 4, max: 2 }, "", /holds for nothing/],
])("%s cannot", (_, source, condition, at, problem) => {
  const path = `surveys.why.questions[1].when.a${at}: `;
  expect(find(survey([source, when(condition)]))).toEqual([expect.stringMatching(problem)]);
  expect(find(survey([source, when(condition)]))[0]).toContain(path);
});
