import { describe, expect, test } from "vitest";
import { DAY, forEach, MINUTE, NOW, readMap, stageOf, stepOf, toLine, toVisitor, walk } from "./fixtures.ts";

const AT = NOW - 14 * DAY;
const toSubmission = (n: number): string => `01a2b3c4-0000-7000-9000-${String(n).padStart(12, "0")}`;

interface Given {
  readonly visitor?: number;
  readonly submission?: number;
  readonly at?: number;
  readonly [field: string]: unknown;
}

/** An answer in the basket's evidence; fields that are no part of an answer's data stand on the entry. */
const toAnswer = (type: string, question: string, value: unknown, given: Given = {}): object => {
  const { visitor = 1, submission = visitor, at = AT + MINUTE, seq = 9, ...data } = given;
  const scale = type === "csat" ? { min: 1, max: 5 } : type === "nps" ? { min: 0, max: 10 } : {};
  const evidence = { stage: "checkout", step: "cart", engaged: 1_200, last: [] };
  return toLine({
    kind: "answer",
    type,
    name: `why/${question}`,
    visitor: toVisitor(visitor),
    at,
    seq,
    data: {
      survey: "why",
      submission: toSubmission(submission),
      question,
      value,
      language: "en",
      ...scale,
      evidence,
      ...data,
    },
  });
};

const toSurvey = (type: string, submission: number, survey = "why", over: object = {}): object =>
  toLine({
    kind: "survey",
    type,
    name: survey,
    at: AT + MINUTE,
    data: { survey, submission: toSubmission(submission) },
    ...over,
  });

describe("emotion", () => {
  const visitors = forEach(6, (visitor) => walk(visitor, ["checkout/cart"]));

  test("is the mean of scores by stage and step, each scale told raw", async () => {
    const map = await readMap([
      ...visitors,
      ...[1, 2, 3, 4, 5].map((value) => toAnswer("csat", "feeling", value, { visitor: value })),
      toAnswer("nps", "recommend", 10, { visitor: 6 }),
      // Neither says whether more is better.
      toAnswer("rating", "speed", 1, { visitor: 6, min: 1, max: 5 }),
      toAnswer("thumbs", "helpful", 0, { visitor: 6, min: 0, max: 1 }),
    ]);
    const { n, mean, low, high, scales } = stepOf(map, "checkout/cart").emotion;
    expect([n, scales]).toEqual([
      6,
      [
        { kind: "csat", min: 1, max: 5, values: [1, 2, 3, 4, 5].map((value) => ({ value, n: 1 })) },
        { kind: "nps", min: 0, max: 10, values: [{ value: 10, n: 1 }] },
      ],
    ]);
    // Scores −2, −1, 0, 1, 2, 2: mean 1/3, s = 1.6330, t with 5 degrees of freedom 2.5706.
    expect(mean).toBeCloseTo(1 / 3, 10);
    expect(low).toBeCloseTo(1 / 3 - 1.7137, 2);
    expect(high).toBe(2);
    expect(stageOf(map, "checkout").emotion).toEqual(stepOf(map, "checkout/cart").emotion);
    expect(stageOf(map, "choose").emotion).toEqual({ n: 0, mean: null, low: null, high: null, scales: [] });
  });

  test("of several answers to one question of one submission the last wins, ties by tab, seq and id", async () => {
    const map = await readMap([
      ...visitors,
      toAnswer("csat", "feeling", 5, { at: AT + 3, seq: 2 }),
      toAnswer("csat", "feeling", 1, { at: AT + 3, seq: 1 }),
      toAnswer("csat", "feeling", 2, { at: AT + 2, seq: 9 }),
      toAnswer("csat", "feeling", 3, { at: AT + 2, submission: 2 }),
    ]);
    const [scale] = stepOf(map, "checkout/cart").emotion.scales;
    expect(scale?.values).toEqual([
      { value: 3, n: 1 },
      { value: 5, n: 1 },
    ]);
  });

  test.each([
    ["over the scale", 6, {}],
    ["between two points", 2.5, {}],
    ["no number", "NaN", {}],
    ["of a scale without width", 1, { min: 1, max: 1 }],
    ["of a scale without end", 1, { min: 0, max: 1e9 }],
  ])("a score that is %s is none", async (_, value, scale) => {
    const map = await readMap([...visitors, toAnswer("csat", "feeling", value, scale)]);
    expect(stageOf(map, "checkout").emotion.n).toBe(0);
  });

  test("answers without a journey are heard in their period; previews and answers outside of the plan are not", async () => {
    const alone = { visitor: undefined, tab: undefined, seq: undefined };
    const map = await readMap([
      ...visitors,
      { ...toAnswer("csat", "feeling", 4), ...alone },
      { ...toAnswer("csat", "feeling", 4, { submission: 2 }), ...alone, at: NOW - 50 * DAY },
      { ...toAnswer("csat", "feeling", 4, { submission: 3 }), ...alone, source: "simulate" },
      { ...toAnswer("csat", "feeling", 4, { submission: 4 }), test: true },
      toAnswer("csat", "feeling", 4, { submission: 5, evidence: { stage: null, step: "/", engaged: 0, last: [] } }),
      toAnswer("csat", "feeling", 4, { submission: 6, visitor: 99 }),
    ]);
    expect(stageOf(map, "checkout").emotion.n).toBe(1);
  });
});

test("verbatims carry score, choices and evidence of their submission; scored ones first, lowest first, then the newest", async () => {
  const before = { kind: "touchpoint", type: "page", name: "/cart", before: 900 };
  const cause = { ...before, kind: "friction", type: "rage-click", id: toSubmission(7), data: { clicks: 4 } };
  const evidence = { stage: "checkout", step: "payment", engaged: 40_000, cause, last: [before] };
  const map = await readMap([
    ...forEach(5, (visitor) => walk(visitor, ["checkout/cart"])),
    toAnswer("text", "more", "newer, no score", { visitor: 1, at: AT + 5 }),
    toAnswer("text", "more", "older, no score", { visitor: 2, at: AT + 4 }),
    toAnswer("csat", "feeling", 5, { visitor: 3 }),
    toAnswer("text", "more", "content", { visitor: 3 }),
    toAnswer("csat", "feeling", 1, { visitor: 4 }),
    toAnswer("choice", "reason", "Delivery cost", { visitor: 4 }),
    toAnswer("choice", "else", "typed by hand", { visitor: 4, at: AT + 9, other: true, evidence }),
    toAnswer("text", "more", "", { visitor: 5 }),
  ]);
  const { verbatims } = stageOf(map, "checkout");
  expect(verbatims.map(({ text, score }) => [text, score])).toEqual([
    ["typed by hand", -2],
    ["content", 2],
    ["newer, no score", null],
    ["older, no score", null],
  ]);
  expect(verbatims[0]).toEqual({
    text: "typed by hand",
    question: "why/else",
    score: -2,
    step: "payment",
    at: AT + 9,
    engaged: 40_000,
    chosen: ["Delivery cost"],
    cause: { kind: "friction", type: "rage-click", name: "/cart", before: 900 },
    last: [before],
  });
  expect(verbatims[1]).toMatchObject({ step: "cart", chosen: [], cause: null, last: [] });
});

test("at most 50 verbatims and 10 reasons of a stage are told", async () => {
  const map = await readMap([
    ...walk(1, ["checkout/cart"]),
    ...Array.from({ length: 60 }, (_, index) => [
      toAnswer("text", "more", `text ${index}`, { submission: index }),
      toAnswer("choice", "reason", `reason ${index % 12}`, { submission: index }),
    ]).flat(),
  ]);
  const { verbatims, reasons } = stageOf(map, "checkout");
  expect([verbatims.length, reasons.length]).toEqual([50, 10]);
});

test("reasons are what was chosen, most given first, as a share of all answers to their question", async () => {
  const map = await readMap([
    ...forEach(4, (visitor) => walk(visitor, ["checkout/cart"])),
    toAnswer("choice", "reason", "Just looking", { visitor: 1 }),
    toAnswer("choice", "reason", "Delivery cost", { visitor: 2 }),
    toAnswer("choice", "reason", "Delivery cost", { visitor: 3 }),
    toAnswer("choice", "reason", "my own words", { visitor: 4, other: true }),
  ]);
  expect(stageOf(map, "checkout").reasons).toEqual([
    { question: "why/reason", value: "Delivery cost", n: 2, share: 0.5 },
    { question: "why/reason", value: "Just looking", n: 1, share: 0.25 },
  ]);
});

test("of several choices each is a reason, and what was typed is a verbatim", async () => {
  const map = await readMap([
    ...forEach(4, (visitor) => walk(visitor, ["checkout/cart"])),
    toAnswer("choices", "reason", ["Delivery cost", "Time"], { visitor: 1 }),
    toAnswer("choices", "reason", ["Delivery cost", "my own words"], { visitor: 2, other: true }),
    toAnswer("choices", "reason", ["only my words"], { visitor: 3, other: true }),
    toAnswer("choices", "reason", "no list", { visitor: 4 }),
  ]);
  const { reasons, verbatims } = stageOf(map, "checkout");
  expect(reasons).toEqual([
    { question: "why/reason", value: "Delivery cost", n: 2, share: 2 / 3 },
    { question: "why/reason", value: "Time", n: 1, share: 1 / 3 },
  ]);
  expect(verbatims.map(({ text, chosen }) => [text, chosen]).sort()).toEqual([
    ["my own words", ["Delivery cost"]],
    ["only my words", []],
  ]);
});

test("surveys count what became of each time they were asked", async () => {
  const { surveys } = await readMap([
    ...walk(1, ["checkout/cart"]),
    ...[1, 2, 3, 4].map((submission) => toSurvey("shown", submission)),
    toSurvey("completed", 1),
    toAnswer("csat", "feeling", 1, { submission: 1 }),
    toAnswer("text", "more", "x", { submission: 1 }),
    toSurvey("dismissed", 2),
    toAnswer("csat", "feeling", 1, { submission: 2 }),
    toSurvey("snoozed", 3),
    toSurvey("ignored", 4),
    toSurvey("shown", 7),
    toSurvey("declined", 7),
    toSurvey("shown", 5, "other"),
    toSurvey("shown", 6, "why", { test: true }),
  ]);
  expect(surveys).toEqual([
    { id: "why", shown: 5, answered: 2, completed: 1, dismissed: 1, declined: 1, snoozed: 1, ignored: 1 },
    { id: "other", shown: 1, answered: 0, completed: 0, dismissed: 0, declined: 0, snoozed: 0, ignored: 1 },
  ]);
});
