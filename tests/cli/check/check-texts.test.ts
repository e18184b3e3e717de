import { expect, test } from "vitest";
import { find, question, survey } from "./fixtures.ts";

const choice = (...choices: unknown[]) => ({ id: "q", kind: "choice", text: "Which?", choices });
const both = { en: "Why?", de: "Warum?" };
const message = (url: string) => ({ id: "q", kind: "message", text: "Read on", link: { text: "Here", url } });

test.each<[name: string, questions: object[], more?: object]>([
  ["one text for all", [question("q", { note: "x" })], { thanks: "Thanks" }],
  ["every language everywhere", [question("q", { text: both, note: both })], { thanks: both }],
  ["a region of the same language", [question("q", { text: both, note: { "en-GB": "x", "de-AT": "y" } })]],
  ["translated choices", [{ ...choice({ value: "x", text: both }, { value: "y", text: both }), text: both }]],
  ["as long as it may be", [question("q", { text: "x".repeat(160) })], { thanks: "x".repeat(160) }],
  ["ends of a scale", [{ id: "q", kind: "rating", text: both, low: both, high: both }]],
  ["thanks with conditions", [question("q", { text: both })], { thanks: [{ text: both }] }],
  ["ten choices", [choice(...Array.from({ length: 10 }, (_, index) => `${index}`))]],
  ...["https://shop.example/", "/help", "mailto:help@shop.example", "tel:+441234"].map((url): [string, object[]] => [
    url,
    [message(url)],
  ]),
])("%s is all right", (_, questions, more) => {
  expect(find(survey(questions, more))).toEqual([]);
});

test.each<[path: string, problem: RegExp, questions: object[], more?: object]>([
  ["questions[0].note", /"de" is missing/, [question("q", { text: both, note: { en: "x" } })]],
  ["questions[1].text", /"en", "de" is missing/, [question("q", { text: both }), question("r")]],
  ["questions[0].choices[1]", /"en", "de" is missing/, [{ ...choice({ value: "x", text: both }, "y"), text: both }]],
  [
    "questions[0].choices[0].text",
    /"de" is missing/,
    [{ ...choice({ value: "x", text: { en: "X" } }, { value: "y", text: both }), text: both }],
  ],
  ["thanks", /"de" is missing/, [question("q", { text: both })], { thanks: { en: "x" } }],
  ["questions[0].text", /no words/, [question("q", { text: {} })]],
  ["questions[0].text.de_AT", /no language tag/, [question("q", { text: { en: "x", de_AT: "y" } })]],
  ["questions[0].text", /over 160 characters/, [question("q", { text: "x".repeat(161) })]],
  ["questions[0].note", /over 200 characters/, [question("q", { note: "x".repeat(201) })]],
  ["questions[0].choices[1]", /over 80 characters/, [choice("x", "y".repeat(81))]],
  ["questions[0].high", /over 40 characters/, [{ id: "q", kind: "nps", text: "?", low: "No", high: "y".repeat(41) }]],
  ["questions[0].low", /"de" is missing/, [{ id: "q", kind: "rating", text: both, low: { en: "x" }, high: both }]],
  [
    "thanks[1].text",
    /"de" is missing/,
    [question("q", { text: both })],
    { thanks: [{ text: both }, { text: { en: "x" } }] },
  ],
  ["thanks", /over 160 characters/, [question("q")], { thanks: "x".repeat(161) }],
  ["questions[0].choices", /11 choices/, [choice(...Array.from({ length: 11 }, (_, index) => `${index}`))]],
  ["questions[0].choices[1]", /"x" stands here a second time/, [choice("x", "x")]],
  ["questions[0].choices[1].value", /"x" stands here a second time/, [choice("x", { value: "x", text: "X" })]],
  ["questions[0].link.url", /no address/, [message("javascript:alert(1)")]],
  ["questions[0].link.url", /no address/, [message("https://user:secret@shop.example/")]],
  ["questions[0].link.url", /no address/, [message("https://")]],
])("%s %s", (path, problem, questions, more) => {
  expect(find(survey(questions, more))).toEqual([expect.stringMatching(problem)]);
  expect(find(survey(questions, more))[0]).toContain(`surveys.why.${path}: `);
});
