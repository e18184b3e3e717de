// Sound parts of a configuration, for tests that break one thing in them.
import { checkConfiguration } from "@waymark/cli";

export const NOW = Date.parse("2026-11-22T12:00:00Z");

/** What is found, each as `path: problem`; every remedy is a sentence. */
export const find = (configuration: unknown): readonly string[] =>
  checkConfiguration(configuration, NOW).map(({ path, problem, remedy }) => {
    if (!/^[A-Z].*\.$/.test(remedy)) throw new Error(`${path}: "${remedy}" is no sentence.`);
    return `${path}: ${problem}`;
  });

export const CHECKOUT = {
  id: "checkout",
  steps: [
    { id: "cart", pages: ["/cart"] },
    { id: "payment", touchpoint: "payment-shown", payment: true },
    { id: "done", pages: ["/thanks"], goal: true },
  ],
};

export const question = (id: string, more: object = {}) => ({ id, kind: "text", text: "Why?", ...more });

export const survey = (questions: readonly object[], more: object = {}) => ({
  surveys: { why: { questions, ...more } },
});

/** Stages with and without a goal, a survey, and triggers that ask it. */
export const triggers = (...given: readonly object[]) => ({
  stages: [
    {
      id: "choose",
      steps: [
        { id: "list", pages: ["/products"] },
        { id: "product", pages: ["/products/*"] },
      ],
    },
    CHECKOUT,
  ],
  ...survey([question("reason")]),
  triggers: given.map((trigger, index) => ({ id: `t${index}`, on: { type: "page" }, ask: "why", ...trigger })),
});

/** One trigger with this pattern. */
export const on = (pattern: object) => triggers({ on: pattern });
