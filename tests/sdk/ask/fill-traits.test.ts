import type { Survey } from "@waymark/protocol";
import { expect, test } from "vitest";
import { fillTraits } from "../../../packages/sdk/src/ask/fill-traits.ts";

const ask = (text: string): Survey => ({ questions: [{ id: "q", kind: "text", text }] });
const textOf = (survey: Survey) => survey.questions[0]?.text;

test.each([
  ["Hi {name}, why?", { name: "Ada" }, "Hi Ada, why?"],
  ["{plan} for {seats}", { plan: "Team", seats: 12 }, "Team for 12"],
  // What isn't there, or is no word, leaves no gap.
  ["Hi {name}, why?", {}, "Hi, why?"],
  ["Hi {name}, why?", { name: { first: "Ada" } }, "Hi, why?"],
  ["Hi {constructor}, why?", {}, "Hi, why?"],
  ["Hi {name}!", { name: "<b>{plan}</b>", plan: "x" }, "Hi <b>{plan}</b>!"],
  ["Hi {name}!", { name: "x".repeat(500) }, `Hi ${"x".repeat(100)}!`],
])("%j with %j", (text, traits, filled) => {
  expect(textOf(fillTraits(ask(text), traits))).toBe(filled);
});

test("words in every language, ends, choices and thanks are filled; values and conditions stay what they are", () => {
  const survey: Survey = {
    questions: [
      {
        id: "q",
        kind: "choice",
        text: { en: "Hi {name}", de: "Hallo {name}" },
        note: "{name}",
        choices: [{ value: "{name}", text: "As {name}" }, "{name}"],
      },
      { id: "{name}", kind: "rating", text: "x", low: "{name}", high: "y", when: { q: ["{name}"] } },
    ],
    thanks: [{ text: "Bye {name}", when: { q: ["{name}"] } }],
    strings: { progress: "{at} of {of}" },
  };
  expect(fillTraits(survey, { name: "Ada", at: "nowhere" })).toEqual({
    questions: [
      {
        id: "q",
        kind: "choice",
        text: { en: "Hi Ada", de: "Hallo Ada" },
        note: "Ada",
        choices: [{ value: "{name}", text: "As Ada" }, "{name}"],
      },
      { id: "{name}", kind: "rating", text: "x", low: "Ada", high: "y", when: { q: ["{name}"] } },
    ],
    thanks: [{ text: "Bye Ada", when: { q: ["{name}"] } }],
    strings: { progress: "{at} of {of}" },
  });
});
