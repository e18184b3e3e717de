import type { Question, Survey } from "@waymark/protocol";
import { expect, test } from "vitest";
import { toPlainSurvey } from "../../packages/survey/src/plain-survey.ts";

const read = (survey: unknown, language = "en") =>
  toPlainSurvey(survey as Survey, language, "https://shop.example/cart");
const readOne = (question: unknown) => read({ questions: [question] }).questions[0];
const ask: Question = { id: "t", kind: "text", text: "Why?" };

test("a text is read in the language asked for, a sibling, or English", () => {
  const survey = { questions: [{ ...ask, text: { fr: "Pourquoi ?", en: "Why?", "pt-BR": "Por quê?" } }] };
  const say = (language: string) => {
    const plain = read(survey, language);
    return [plain.language, plain.questions[0]?.text];
  };
  expect(say("fr-CA")).toEqual(["fr", "Pourquoi ?"]);
  expect(read({ questions: [{ ...ask, text: { en: "?", de_AT: "Warum?" } }] }, "de-AT").language).toBe("de_AT");
  expect(say("pt-PT")).toEqual(["pt-BR", "Por quê?"]);
  expect(say("ja")).toEqual(["en", "Why?"]);
  expect(read({ questions: [{ ...ask, text: { fr: "Pourquoi ?" } }] }, "ja").language).toBe("fr");
});

test("texts without languages are taken to be in the page's", () => {
  expect(read({ questions: [ask] }, "de-AT").language).toBe("de-AT");
});

test("values stay as configured while texts are translated", () => {
  const choices = ["Cost", { value: "pay", text: { en: "Payment", de: "Zahlung" } }];
  const { questions } = read({ questions: [{ id: "c", kind: "choice", text: { en: "?", de: "?" }, choices }] }, "de");
  expect(questions[0]?.choices).toEqual([
    { value: "Cost", text: "Cost" },
    { value: "pay", text: "Zahlung" },
  ]);
});

test.each([
  ["no object", null],
  ["an unknown kind", { ...ask, kind: "poem" }],
  ["no words", { ...ask, text: "" }],
  ["a choice of nothing", { ...ask, kind: "choice" }],
])("%s is left out", (_, question) => {
  expect(read({ questions: [question, ask] }).questions).toHaveLength(1);
});

test.each([[undefined], [null], [7], [{}], [{ questions: "all" }]])("%o is a survey without questions", (survey) => {
  expect(read(survey).questions).toEqual([]);
});

test("only own keys are read", () => {
  const inherited = Object.create({ optional: true, note: "planted" });
  expect(readOne(Object.assign(inherited, ask))).toMatchObject({ optional: false, note: "" });
  expect(readOne(JSON.parse('{"__proto__":{"note":"planted"},"id":"t","kind":"text","text":"Why?"}'))?.note).toBe("");
});

test("objects shaped like elements become text", () => {
  const text = { type: "img", props: { onerror: "alert(1)" }, constructor: undefined };
  expect(readOne({ ...ask, text })?.text).toBe("img");
});

test("control characters go, lines stay", () => {
  expect(readOne({ ...ask, text: "a\u0000b\u001b[31m\nc\u0085" })?.text).toBe("ab[31m\nc");
});

test.each([
  ["https://shop.example/help", "https://shop.example/help"],
  ["/help", "https://shop.example/help"],
  ["/help?from=//shop", "https://shop.example/help?from=//shop"],
  ["mailto:help@shop.example", "mailto:help@shop.example"],
  ["tel:+49301234", "tel:+49301234"],
])("%s becomes a link", (url, href) => {
  expect(readOne({ ...ask, kind: "message", link: { text: "Help", url } })?.link).toEqual({
    text: "Help",
    url: href,
    look: "link",
  });
});

test.each([
  "javascript:alert(1)",
  " java\nscript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "blob:https://shop.example/1",
  "https://user:secret@shop.example/",
  "https://user@shop.example/",
  "//evil.example/",
  " /\t/evil.example/",
  "\u0001//evil.example/",
  "\\\\evil.example",
  "/\\evil.example",
  "https://[",
  42,
])("%j becomes no link", (url) => {
  expect(readOne({ ...ask, kind: "message", link: { text: "Help", url } })?.link).toBeNull();
});

test.each([
  [undefined, 5],
  [2, 2],
  ["7", 7],
  [10, 10],
  [1, 5],
  [11, 5],
  ["many", 5],
])("a rating of %j points has %j", (points, max) => {
  expect(readOne({ ...ask, kind: "rating", points, low: "a", high: "b" })?.scale).toEqual({ min: 1, max });
});

test("choices are shuffled when that is asked for, values with their texts", () => {
  const choices = ["a", "b", "c", "d"].map((value) => ({ value, text: value.toUpperCase() }));
  const order = (shuffle: unknown, random: () => number) =>
    toPlainSurvey(
      { questions: [{ ...ask, kind: "choice", choices, shuffle } as Question] },
      "en",
      "https://shop.example/",
      random,
    ).questions[0]?.choices.map(({ value, text }) => value + text);
  expect(order(true, () => 0)).toEqual(["dD", "aA", "bB", "cC"]);
  expect(order(undefined, () => 0)).toEqual(["aA", "bB", "cC", "dD"]);
});

test("thanks are one text, or several with conditions", () => {
  const say = (thanks: unknown) => read({ questions: [ask], thanks }).thanks;
  expect(say("Thank you.")).toEqual([{ text: "Thank you.", when: [] }]);
  expect(say({ en: "Thank you.", de: "Danke." })).toEqual([{ text: "Thank you.", when: [] }]);
  expect(say([{ text: "Sorry!", when: { score: { max: 6 } } }])).toEqual([
    { text: "Sorry!", when: [{ question: "score", values: null, min: Number.NEGATIVE_INFINITY, max: 6 }] },
  ]);
  expect(say([null, 7])).toEqual([
    { text: "", when: [] },
    { text: "", when: [] },
  ]);
});

test("Not now is offered unless it is switched off, Don't ask again only when it is switched on", () => {
  const { snooze, decline } = read({ questions: [ask] });
  expect([snooze, decline]).toEqual([true, false]);
  expect(read({ questions: [ask], snooze: false, decline: true })).toMatchObject({ snooze: false, decline: true });
});

test("words of its own stand in for built-in ones, in the language shown; no others do", () => {
  const strings = { send: { en: "Off it goes", de: "Ab die Post" }, likely: "never", next: "", toString: "planted" };
  const { wording, strings: all } = read({ questions: [{ ...ask, text: { de: "Warum?" } }], strings }, "de");
  expect(wording).toEqual({ send: "Ab die Post" });
  expect([all.send, all.next, all.likely]).toEqual(["Ab die Post", "Next", ["Not at all likely", "Extremely likely"]]);
});
