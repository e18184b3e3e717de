import type { Outcome, Survey } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { toPlainSurvey } from "../../packages/survey/src/plain-survey.ts";
import {
  type Action,
  draftOf,
  MAX_TEXT,
  opening,
  reopen,
  type State,
  thanksOf,
  toSurveyDraft,
  turn,
} from "../../packages/survey/src/turn.ts";

const leaving: Survey = {
  questions: [
    { id: "reason", kind: "choice", text: "What stopped you?", choices: ["Cost", "Payment"], other: true },
    { id: "more", kind: "text", text: "What should we fix?", optional: true, when: { reason: ["Payment"] } },
  ],
};

const play = (survey: Survey, actions: readonly Action[]): { state: State; outcomes: readonly Outcome[] } => {
  const plain = toPlainSurvey(survey, "en", "https://shop.example/");
  const outcomes: Outcome[] = [];
  let state = opening;
  for (const action of actions) {
    const [next, told] = turn(plain, state, action);
    state = next;
    outcomes.push(...told);
  }
  return { state, outcomes };
};
const next: Action = { type: "next" };
const pick = (value: string | number): Action => ({ type: "pick", value });
const write = (text: string): Action => ({ type: "write", text });
const one = (question: Survey["questions"][number], ...actions: Action[]) => play({ questions: [question] }, actions);

test("each answer is told at once, and completed after the last", () => {
  const { state, outcomes } = play(leaving, [pick("Payment"), next, write(" The card failed. "), next]);
  expect(outcomes).toEqual([
    { type: "answer", question: "reason", kind: "choice", value: "Payment", language: "en" },
    { type: "answer", question: "more", kind: "text", value: "The card failed.", language: "en" },
    { type: "completed" },
  ]);
  expect(state.phase).toBe("thanks");
});

test("an answer that leads nowhere completes the survey", () => {
  expect(play(leaving, [pick("Cost"), next]).outcomes.map(({ type }) => type)).toEqual(["answer", "completed"]);
});

test("a score carries the ends of its scale", () => {
  expect(one({ id: "n", kind: "nps", text: "?" }, pick(0), next).outcomes[0]).toMatchObject({
    value: 0,
    min: 0,
    max: 10,
  });
  expect(one({ id: "c", kind: "csat", text: "?" }, pick(5), next).outcomes[0]).toMatchObject({
    value: 5,
    min: 1,
    max: 5,
  });
});

test.each<[Survey["questions"][number], number, object]>([
  [{ id: "q", kind: "ces", text: "It was easy." }, 7, { min: 1, max: 7 }],
  [{ id: "q", kind: "thumbs", text: "?" }, 0, { min: 0, max: 1 }],
  [{ id: "q", kind: "rating", text: "?", low: "Slow", high: "Fast" }, 5, { min: 1, max: 5 }],
  [{ id: "q", kind: "rating", text: "?", low: "Slow", high: "Fast", points: 10 }, 10, { min: 1, max: 10 }],
])("%j is a scale", (question, value, ends) => {
  expect(one(question, pick(value), next).outcomes[0]).toMatchObject({ kind: question.kind, value, ...ends });
});

describe("choices", () => {
  const many = { id: "m", kind: "choices", text: "?", choices: ["Cost", "Payment", "Time"], other: true } as const;
  const other: Action = { type: "pick-other" };
  const told = (...actions: Action[]) => one(many, ...actions, next).outcomes[0];

  test("are told together, in the order of the list", () => {
    expect(told(pick("Time"), pick("Cost"))).toEqual({
      type: "answer",
      question: "m",
      kind: "choices",
      value: ["Cost", "Time"],
      language: "en",
    });
  });

  test("are put back by another pick", () => {
    expect(told(pick("Time"), pick("Cost"), pick("Time"))).toMatchObject({ value: ["Cost"] });
    expect(one(many, pick("Time"), pick("Time"), next).state.complaint).toBe(true);
  });

  test("take what was typed as the last, and say so", () => {
    expect(told(other, write(" No pets "), pick("Cost"))).toMatchObject({ value: ["Cost", "No pets"], other: true });
    expect(told(other, write("No pets"))).toMatchObject({ value: ["No pets"], other: true });
    expect(told(other, write("No pets"), other, pick("Cost"))).not.toHaveProperty("other");
    expect(told(other, pick("Cost"))).not.toHaveProperty("other");
  });

  test("are told again when they have changed", () => {
    const { outcomes } = play({ questions: [many, { id: "t", kind: "text", text: "?" }] }, [
      ...[pick("Cost"), next, { type: "back" } as const, next, { type: "back" } as const, pick("Time"), next],
    ]);
    expect(outcomes.map((outcome) => "value" in outcome && outcome.value)).toEqual([["Cost"], ["Cost", "Time"]]);
  });
});

test("thanks are the first whose conditions hold, by what was asked in the end", () => {
  const survey: Survey = {
    questions: [
      { id: "score", kind: "nps", text: "?" },
      { id: "fix", kind: "choice", text: "?", choices: ["Price", "Speed"], when: { score: { max: 6 } } },
    ],
    thanks: [
      { text: "We are on it.", when: { fix: ["Speed"] } },
      { text: "Sorry!", when: { score: { max: 6 } } },
      { text: "Great!", when: { score: { min: 9 } } },
    ],
  };
  const plain = toPlainSurvey(survey, "en", "https://shop.example/");
  const thanks = (...actions: Action[]) => thanksOf(plain, play(survey, actions).state);
  expect(thanks(pick(3), next, pick("Speed"), next)).toBe("We are on it.");
  expect(thanks(pick(3), next, pick("Price"), next)).toBe("Sorry!");
  expect(thanks(pick(9), next)).toBe("Great!");
  expect(thanks(pick(8), next)).toBe("");
  expect(thanks(pick(3), next, pick("Speed"), { type: "back" }, pick(9), next)).toBe("Great!");
});

test("Next without a needed answer complains until something is given", () => {
  const { state, outcomes } = play(leaving, [next]);
  expect([state.at, state.complaint, outcomes]).toEqual([0, true, []]);
  expect(play(leaving, [next, pick("Cost")]).state.complaint).toBe(false);
});

test("blanks are no answer", () => {
  expect(one({ id: "t", kind: "text", text: "?" }, write("  \n "), next).state.complaint).toBe(true);
});

test("other needs its words, and says that it is other", () => {
  expect(play(leaving, [{ type: "pick-other" }, next]).state.complaint).toBe(true);
  expect(play(leaving, [{ type: "pick-other" }, write("No time"), next]).outcomes[0]).toMatchObject({
    value: "No time",
    other: true,
  });
});

test("words typed under other are not sent with another choice", () => {
  const { outcomes } = play(leaving, [{ type: "pick-other" }, write("No time"), pick("Cost"), next]);
  expect(outcomes[0]).toEqual({ type: "answer", question: "reason", kind: "choice", value: "Cost", language: "en" });
});

test("an optional question may be passed", () => {
  const { state, outcomes } = play(leaving, [pick("Payment"), next, next]);
  expect([state.phase, outcomes.map(({ type }) => type)]).toEqual(["thanks", ["answer", "completed"]]);
});

test("Back keeps what was picked and typed", () => {
  const { state } = play(leaving, [pick("Payment"), next, write("The card"), { type: "back" }]);
  const { questions } = toPlainSurvey(leaving, "en", "https://shop.example/");
  expect(state.at).toBe(0);
  expect(questions.map((question) => draftOf(state, question))).toMatchObject([
    { picked: "Payment" },
    { written: "The card" },
  ]);
});

test("an answer is told again only when it has changed", () => {
  const again = (value: string) => play(leaving, [pick("Payment"), next, { type: "back" }, pick(value), next]).outcomes;
  expect(again("Payment")).toHaveLength(1);
  expect(again("Cost").map((outcome) => "value" in outcome && outcome.value)).toEqual(["Payment", "Cost", false]);
});

test("Back on the first question stays there", () => {
  expect(play(leaving, [{ type: "back" }]).state.at).toBe(0);
});

test("close dismisses, and after the last answer only closes", () => {
  expect(play(leaving, [{ type: "close" }])).toMatchObject({
    state: { phase: "closed" },
    outcomes: [{ type: "dismissed" }],
  });
  const { state, outcomes } = play(leaving, [pick("Cost"), next, { type: "close" }]);
  expect([state.phase, outcomes.at(-1)]).toEqual(["closed", { type: "completed" }]);
});

test("Not now snoozes", () => {
  expect(play(leaving, [{ type: "snooze" }]).outcomes).toEqual([{ type: "snoozed" }]);
});

test("Don't ask again declines", () => {
  expect(play(leaving, [{ type: "decline" }])).toMatchObject({
    state: { phase: "closed" },
    outcomes: [{ type: "declined" }],
  });
});

test("nothing comes after the end", () => {
  expect(play(leaving, [{ type: "snooze" }, pick("Cost"), next, { type: "close" }]).outcomes).toHaveLength(1);
});

test("a message is done without an answer and without thanks, unless they are configured", () => {
  const message: Survey = { questions: [{ id: "m", kind: "message", text: "The ferry is late." }] };
  expect(play(message, [next])).toMatchObject({ state: { phase: "closed" }, outcomes: [{ type: "completed" }] });
  expect(play({ ...message, thanks: "Thank you." }, [next]).state.phase).toBe("thanks");
});

test("text is cut to its limit", () => {
  const { outcomes } = one({ id: "t", kind: "text", text: "?" }, write("x".repeat(MAX_TEXT + 1)), next);
  expect(outcomes[0]).toMatchObject({ value: "x".repeat(MAX_TEXT) });
});

test("an action that changes nothing gives the same state", () => {
  const plain = toPlainSurvey(leaving, "en", "https://shop.example/");
  const [picked] = turn(plain, opening, pick("Cost"));
  expect(turn(plain, picked, pick("Cost"))[0]).toBe(picked);
});

describe("a survey that was left", () => {
  const plain = toPlainSurvey(leaving, "en", "https://shop.example/");
  const leave = (...actions: Action[]) =>
    JSON.parse(JSON.stringify(toSurveyDraft(plain, play(leaving, actions).state)));

  test("opens where it was, with what was picked and typed", () => {
    const state = reopen(plain, leave(pick("Payment"), next, write("The card")));
    expect(state).toEqual(play(leaving, [pick("Payment"), next, write("The card")]).state);
  });

  test("tells no answer again that it has told, and goes on", () => {
    const state = reopen(plain, leave(pick("Payment"), next, write("The card")));
    const [done, outcomes] = turn(plain, state, next);
    expect(outcomes.map((each) => ("value" in each ? each.value : each.type))).toEqual(["The card", "completed"]);
    expect(done.phase).toBe("thanks");
    expect(turn(plain, state, { type: "back" })[0].at).toBe(0);
  });

  test("opens at its first question when the one it was left at is gone", () => {
    expect(reopen(plain, { at: "gone", drafts: {} })).toEqual(opening);
  });
});

test("an answer that is taken back leads nowhere any more", () => {
  const survey: Survey = {
    questions: [
      { id: "what", kind: "choices", text: "?", choices: ["Price", "Time"], optional: true },
      { id: "price", kind: "text", text: "?", when: { what: ["Price"] } },
    ],
  };
  const { state } = play(survey, [pick("Price"), next, { type: "back" }, pick("Price"), next]);
  expect([state.phase, state.answers.size]).toEqual(["closed", 0]);
});

test.each(["undefined", "null", "0"])("the word %j is an answer", (word) => {
  expect(one({ id: "t", kind: "text", text: "?" }, write(word), next).outcomes[0]).toMatchObject({ value: word });
});
