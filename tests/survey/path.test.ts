import { expect, test } from "vitest";
import { toPath } from "../../packages/survey/src/path.ts";
import { toPlainSurvey } from "../../packages/survey/src/plain-survey.ts";

const { questions } = toPlainSurvey(
  {
    questions: [
      { id: "score", kind: "nps", text: "How likely?" },
      {
        id: "why",
        kind: "choice",
        text: "Why?",
        choices: ["Price", "Other"],
        other: true,
        when: { score: { max: 6 } },
      },
      { id: "price", kind: "text", text: "Which price?", when: { why: ["Price"] } },
    ],
  },
  "en",
  "https://shop.example/",
);

test("what hangs on a question that is still open counts in", () => {
  expect(toPath(questions, new Map(), 0)).toEqual([0, 1, 2]);
});

test("an answer outside the range ends the path, and so what hangs on the question left out", () => {
  expect(toPath(questions, new Map([["score", { value: 9 }]]), 1)).toEqual([0]);
});

test("ends of a range belong to it", () => {
  expect(toPath(questions, new Map([["score", { value: 6 }]]), 1)).toEqual([0, 1, 2]);
  expect(toPath(questions, new Map([["score", { value: 7 }]]), 1)).toEqual([0]);
});

test("a listed value leads on, another does not", () => {
  const answered = (why: string) =>
    new Map([
      ["score", { value: 3 }],
      ["why", { value: why }],
    ]);
  expect(toPath(questions, answered("Price"), 2)).toEqual([0, 1, 2]);
  expect(toPath(questions, answered("Other"), 2)).toEqual([0, 1]);
});

test("what was typed under other is none of the listed values, even in the same words", () => {
  const answers = new Map([
    ["score", { value: 3 }],
    ["why", { value: "Price", other: true as const }],
  ]);
  expect(toPath(questions, answers, 2)).toEqual([0, 1]);
});

test("a question passed without an answer leads nowhere", () => {
  expect(toPath(questions, new Map(), 1)).toEqual([0]);
});

test("an answer to a question that is no longer asked counts for nothing", () => {
  const answers = new Map<string, { value: string | number }>([
    ["score", { value: 10 }],
    ["why", { value: "Price" }],
  ]);
  expect(toPath(questions, answers, 2)).toEqual([0]);
});

test("of several choices one is enough, but for what was typed", () => {
  const survey = toPlainSurvey(
    {
      questions: [
        { id: "why", kind: "choices", text: "Why?", choices: ["Price", "Time"], other: true },
        { id: "price", kind: "text", text: "Which price?", when: { why: ["Price"] } },
      ],
    },
    "en",
    "https://shop.example/",
  );
  const follow = (value: readonly string[], other?: true) =>
    toPath(survey.questions, new Map([["why", { value, ...(other && { other }) }]]), 1);
  expect(follow(["Time", "Price"])).toEqual([0, 1]);
  expect(follow(["Time"])).toEqual([0]);
  expect(follow(["Time", "Price"], true)).toEqual([0]);
});

test("what is no score lies in no range", () => {
  const survey = toPlainSurvey(
    {
      questions: [
        { id: "why", kind: "choices", text: "Why?", choices: ["5", "7"] },
        { id: "more", kind: "text", text: "?", when: { why: { min: 1 } } },
      ],
    },
    "en",
    "https://shop.example/",
  );
  expect(toPath(survey.questions, new Map([["why", { value: ["5"] }]]), 1)).toEqual([0]);
});
