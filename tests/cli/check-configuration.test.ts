import { checkConfiguration } from "@waymark/cli";
import { expect, test } from "vitest";

const question = (id: string, more: object = {}) => ({ id, kind: "text", text: "Why?", ...more });
const survey = (...questions: unknown[]) => ({ surveys: { "why-leave": { questions } } });
const trigger = (on: object, more: object = {}) => ({
  stages: [
    { id: "choose", pages: ["/products/**"] },
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "done", pages: ["/thanks"], goal: true },
      ],
    },
  ],
  ...survey(question("reason")),
  triggers: [{ id: "leaving", on, ask: "why-leave" }],
  ...more,
});

test.each<[name: string, configuration: unknown]>([
  ["an empty one", {}],
  ["a whole one", trigger({ friction: "abandon", stage: "checkout", step: "cart", state: ["leaving", "abandoned"] })],
  ["a page off all stages as a step", trigger({ type: "page", step: "/imprint" })],
  ["a stage with pages as its own step", trigger({ stage: "choose", step: "choose" })],
  ["abandonment of whichever stage", trigger({ friction: "abandon" })],
  ["an earlier question in a condition", survey(question("a"), question("b", { when: { a: ["x"] } }))],
])("%s is all right", (_, configuration) => {
  expect(checkConfiguration(configuration)).toEqual([]);
});

test.each<[path: string, problem: RegExp, remedy: RegExp, configuration: unknown]>([
  // What the schema sees.
  ["", /is not of type object/, /object/, []],
  ["stage", /is not known here/, /spelling/, { stage: [] }],
  ["stages[0].page", /is not known here/, /spelling/, { stages: [{ id: "a", pages: ["/"], page: "/" }] }],
  ["stages[0].id", /is missing/, /string/, { stages: [{ pages: ["/"] }] }],
  ["stages[0].id", /"A!" is not valid/, /must be 1 to 64 of/, { stages: [{ id: "A!", pages: ["/"] }] }],
  ["stages[0].pages[0]", /"cart" is not valid/, /must begin with "\/"/, { stages: [{ id: "a", pages: ["cart"] }] }],
  ["stages[0].pages", /at least 1 items/, /at least/, { stages: [{ id: "a", pages: [] }] }],
  ["stages[0].after", /"soon" is not valid/, /"30s" or "7d"/, { stages: [{ id: "a", pages: ["/"], after: "soon" }] }],
  ["friction.rage-click.clicks", /at least 2/, /at least 2/, { friction: { "rage-click": { clicks: 1 } } }],
  ["friction.abandon", /is not of type boolean/, /boolean/, { friction: { abandon: "no" } }],
  [
    "surveys.why leave",
    /is not a good name/,
    /must be 1 to 64 of/,
    { surveys: { "why leave": { questions: [question("a")] } } },
  ],
  [
    "surveys.why-leave.questions[0].kind",
    /"stars" is not known/,
    /"csat", "nps"/,
    survey(question("a", { kind: "stars" })),
  ],
  ["surveys.why-leave.questions[0].kind", /is missing/, /"csat", "nps"/, survey({ id: "a", text: "?" })],
  [
    "surveys.why-leave.questions[0].choices",
    /at least 2 items/,
    /at least/,
    survey(question("a", { kind: "choice", choices: ["x"] })),
  ],
  [
    "surveys.why-leave.questions[0].text",
    /is not one of: string, record/,
    /Make it/,
    survey(question("a", { text: 1 })),
  ],
  ["triggers[0].on.friction", /"abandn" is not known/, /"abandon", "rage-click"/, trigger({ friction: "abandn" })],
  ["triggers[0].sample", /at most 1/, /at most 1/, { triggers: [{ id: "a", on: {}, ask: "b", sample: 2 }] }],
  // What lies between two parts.
  [
    "stages[1].id",
    /"a" stands here a second time/,
    /its own id/,
    {
      stages: [
        { id: "a", pages: ["/"] },
        { id: "a", pages: ["/b"] },
      ],
    },
  ],
  [
    "stages[0].steps[1].id",
    /second time/,
    /its own id/,
    {
      stages: [
        {
          id: "a",
          steps: [
            { id: "s", pages: ["/"] },
            { id: "s", pages: ["/b"] },
          ],
        },
      ],
    },
  ],
  ["stages[0]", /has both/, /Keep one/, { stages: [{ id: "a", pages: ["/"], steps: [{ id: "s", pages: ["/"] }] }] }],
  ["stages[0]", /has neither/, /Add one/, { stages: [{ id: "a" }] }],
  [
    "surveys.why-leave.questions",
    /has 4 questions/,
    /at most 3/,
    survey(...["a", "b", "c", "d"].map((id) => question(id))),
  ],
  ["surveys.why-leave.questions[1].id", /second time/, /its own id/, survey(question("a"), question("a"))],
  [
    "surveys.why-leave.questions[0].when.x",
    /there is no question "x"/,
    /of this survey/,
    survey(question("a", { when: { x: [1] } })),
  ],
  [
    "surveys.why-leave.questions[0].when.b",
    /"b" is not asked before/,
    /earlier/,
    survey(question("a", { when: { b: [1] } }), question("b")),
  ],
  [
    "surveys.why-leave.questions[0].when.a",
    /"a" is not asked before/,
    /earlier/,
    survey(question("a", { when: { a: [1] } })),
  ],
  [
    "surveys.why-leave.questions[1].when.a",
    /has no answer/,
    /answered/,
    survey(question("a", { kind: "message" }), question("b", { when: { a: [1] } })),
  ],
  ["triggers[0].ask", /there is no survey "why-leave"/, /"surveys"/, trigger({}, { surveys: {} })],
  [
    "triggers[0].ask",
    /there is no survey "constructor"/,
    /"surveys"/,
    trigger({}, { triggers: [{ id: "a", on: {}, ask: "constructor" }] }),
  ],
  [
    "triggers[1].id",
    /second time/,
    /its own id/,
    trigger({}, { triggers: [1, 2].map(() => ({ id: "a", on: {}, ask: "why-leave" })) }),
  ],
  ["triggers[0].on.stage", /there is no stage "pay"/, /one of the stages/, trigger({ stage: "pay" })],
  ["triggers[0].on.stage[1]", /there is no stage "pay"/, /one of the stages/, trigger({ stage: ["choose", "pay"] })],
  ["triggers[0].on.step", /there is no step "pay"/, /Name a step/, trigger({ step: "pay" })],
  [
    "triggers[0].on.step",
    /there is no step "cart" in choose/,
    /Name a step/,
    trigger({ stage: "choose", step: "cart" }),
  ],
  [
    "triggers[0].on.stage",
    /stage "choose" has no goal/,
    /"goal": true/,
    trigger({ friction: "abandon", stage: "choose" }),
  ],
  [
    "triggers[0].on.stage",
    /stage "choose" has no goal/,
    /"goal": true/,
    trigger({ kind: "friction", type: "abandon", stage: "choose" }),
  ],
  [
    "triggers[0].on",
    /no stage has a goal/,
    /"goal": true/,
    trigger({ friction: "abandon" }, { stages: [{ id: "a", pages: ["/"] }] }),
  ],
  [
    "triggers[0].on.friction[1]",
    /"exit-intent" is switched off/,
    /Remove/,
    trigger({ friction: ["rage-click", "exit-intent"] }, { friction: { "exit-intent": false } }),
  ],
])("%s %s", (path, problem, remedy, configuration) => {
  const problems = checkConfiguration(configuration);
  expect(problems).toEqual([{ path, problem: expect.stringMatching(problem), remedy: expect.stringMatching(remedy) }]);
});

test("every problem is told, in the order of the file", () => {
  const problems = checkConfiguration({
    stages: [{ id: "a" }, { id: "a" }],
    triggers: [{ id: "t", on: {}, ask: "x" }],
  });
  expect(problems.map(({ path }) => path)).toEqual(["stages[1].id", "stages[0]", "stages[1]", "triggers[0].ask"]);
});
