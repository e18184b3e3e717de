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
    /"nps", "csat"/,
    survey(question("a", { kind: "stars" })),
  ],
  ["surveys.why-leave.questions[0].kind", /is missing/, /"nps", "csat"/, survey({ id: "a", text: "?" })],
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
  [
    "triggers[0].sample",
    /at most 1/,
    /at most 1/,
    trigger({}, { triggers: [{ id: "a", on: {}, ask: "why-leave", sample: 2 }] }),
  ],
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
    trigger({}, { triggers: ["page", "click"].map((type) => ({ id: "a", on: { type }, ask: "why-leave" })) }),
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
  expect(problems.map(({ path }) => path)).toEqual(["stages[0]", "stages[1]", "stages[1].id", "triggers[0].ask"]);
});

test("what is sound is looked at, whatever else is broken", () => {
  const [broken, sound] = [{ id: 7 }, { id: "a", pages: ["/x//y"] }];
  const problems = checkConfiguration({
    stages: [broken, "nothing", null, sound],
    surveys: { whole: { questions: [question("a"), question("a")] }, part: { questions: "none" } },
    friction: { loop: false, stall: "often" },
    quiet: { every: "soon", perSession: 3 },
    triggers: [
      { id: "t", on: { friction: "loop" }, ask: "part", sample: "half" },
      { id: "u", ask: "whole" },
      { id: "v", on: {}, ask: "other" },
    ],
  });
  expect(problems.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    "stages[0].id is not of type string",
    "stages[1] is not of type object",
    "stages[2] is not of type object",
    'stages[3].pages[0] "/x//y" has an empty segment ("//"), and no page has one',
    'surveys.whole.questions[1].id "a" stands here a second time',
    "surveys.part.questions is not of type array",
    "friction.stall is not one of: boolean, object",
    'quiet.every "soon" is not valid',
    "quiet.perSession never counts: quiet.every (30d) outlasts any session",
    'triggers[0].on.friction "loop" is switched off',
    "triggers[0].sample is not of type number",
    "triggers[1].on is missing",
    'triggers[2].ask there is no survey "other"',
  ]);
});

test.each([null, 1, "x", [], { stages: 1, surveys: [], triggers: "x", friction: [], quiet: 3, journeyEnds: {} }])(
  "%j is told, not thrown",
  (value) => {
    expect(checkConfiguration(value).length).toBeGreaterThan(0);
  },
);
