import { expect, test } from "vitest";
import { find, question, survey } from "./fixtures.ts";

const limits = (more: object, quiet?: object) => ({ ...survey([question("q")], more), ...(quiet && { quiet }) });

test.each([
  ["none", limits({})],
  ["a wait as long as the budget", limits({ wait: { answered: "90d", dismissed: "30d" } })],
  ["a short wait in a short budget", limits({ wait: { ignored: "10s" } }, { every: "1s" })],
  ["one show", limits({ max: 1 })],
  ["several in a session that the budget allows", limits({}, { every: "1h", perSession: 3 })],
  ["one for a year, then a longer wait", limits({ wait: { dismissed: "400d", answered: "40d" } }, { unanswered: 1 })],
])("%s is all right", (_, configuration) => {
  expect(find(configuration)).toEqual([]);
});

test.each([
  ["surveys.why.wait.ignored", /shorter than quiet\.every \(30d\)/, limits({ wait: { ignored: "7d" } })],
  [
    "surveys.why.wait.answered",
    /shorter than quiet\.every \(60d\)/,
    limits({ wait: { answered: "30d" } }, { every: "60d" }),
  ],
  ["surveys.why.wait", /"max" is 1/, limits({ max: 1, wait: { answered: "90d" } })],
  ["surveys.why.wait.snoozed", /quiet\.unanswered/, limits({ wait: { snoozed: "60d" } }, { unanswered: 1 })],
  ["quiet.perSession", /outlasts any session/, limits({}, { perSession: 2 })],
  ["quiet.perSession", /\(24h\) outlasts/, limits({}, { every: "24h", perSession: 2 })],
])("%s %s", (path, problem, configuration) => {
  expect(find(configuration)).toEqual([expect.stringMatching(problem)]);
  expect(find(configuration)[0]).toContain(`${path}: `);
});
