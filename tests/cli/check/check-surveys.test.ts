import { expect, test } from "vitest";
import { find, question, survey } from "./fixtures.ts";

const choice = { id: "a", kind: "choice", text: "Which?", choices: ["x", { value: "y", text: "Y" }] };
const csat = { id: "a", kind: "csat", text: "How?" };
const nps = { id: "a", kind: "nps", text: "How likely?" };
const rating = { id: "a", kind: "rating", text: "How fast?", points: 7, low: "Slow", high: "Fast" };
const when = (condition: unknown) => question("b", { when: { a: condition } });

test.each([
  ["values of a choice", choice, ["x", "y"]],
  ["scores", csat, [1, "5"]],
  ["a range", csat, { max: 2 }],
  ["the ends of a scale", nps, { min: 10 }],
  ["zero", nps, [0]],
  ["the effort", { id: "a", kind: "ces", text: "Easy?" }, [7]],
  ["a thumb", { id: "a", kind: "thumbs", text: "Helpful?" }, [0, 1]],
  ["the points of a rating", rating, [7]],
  ["one of several", { ...choice, kind: "choices" }, ["x", "y"]],
  ["any text", question("a"), ["free"]],
])("%s can be answered", (_, source, condition) => {
  expect(find(survey([source, when(condition)]))).toEqual([]);
});

test.each([
  ["a value that is none", choice, ["x", "z"], "[1]", /"z" is no answer to "a"/],
  ["a score off the scale", csat, [0], "[0]", /0 is no answer/],
  ["a range off the scale", csat, { min: 6 }, "", /no answer to "a" lies/],
  ["a range between two scores", nps, { min: 2.2, max: 2.8 }, "", /no answer to "a" lies/],
  ["a range of words", choice, { min: 1 }, "", /is a list and has no score/],
  ["a value that none of several is", { ...choice, kind: "choices" }, ["z"], "[0]", /"z" is no answer to "a"/],
  ["a score off a rating", rating, [8], "[0]", /8 is no answer/],
  ["a range of free text", question("a"), { min: 1 }, "", /free text/],
  ["a range the wrong way round", csat, { min: 4, max: 2 }, "", /holds for nothing/],
])("%s cannot", (_, source, condition, at, problem) => {
  const path = `surveys.why.questions[1].when.a${at}: `;
  expect(find(survey([source, when(condition)]))).toEqual([expect.stringMatching(problem)]);
  expect(find(survey([source, when(condition)]))[0]).toContain(path);
});

test("thanks hang on answers of this survey alone", () => {
  const thank = (when: object) => find(survey([csat], { thanks: [{ text: "Sorry!", when }, { text: "Thank you." }] }));
  expect(thank({ a: { max: 2 } })).toEqual([]);
  expect(thank({ a: { min: 6 } })).toEqual([expect.stringMatching(/^surveys\.why\.thanks\[0]\.when\.a: no answer/)]);
  expect(thank({ b: [1] })).toEqual([
    expect.stringMatching(/^surveys\.why\.thanks\[0]\.when\.b: there is no question/),
  ]);
});

test("a placement names an element by a selector that parses", () => {
  const stand = (placement: unknown) => find(survey([csat], { placement }));
  expect([stand("bar"), stand({ inline: "#help" }), stand({ near: "form > button" })]).toEqual([[], [], []]);
  expect(stand({ near: "form >" })).toEqual([
    expect.stringMatching(/^surveys\.why\.placement\.near: "form >" is no selector/),
  ]);
});
