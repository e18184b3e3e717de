import { expect, test } from "vitest";
import { CHECKOUT, find, on, question, survey, triggers } from "./fixtures.ts";

const stage = (more: object, rest: object = {}) => ({ stages: [{ ...CHECKOUT, ...more }], ...rest });

test.each([
  ["defaults", stage({})],
  ["in order", stage({ stalledAfter: "2m", after: "3m", recoverWithin: "4m" })],
  ["without a goal nothing follows", { stages: [{ id: "a", pages: ["/"], stalledAfter: "2h" }] }],
  ["as long as the journey", stage({ recoverWithin: "30d" })],
  ["clicks in order", { friction: { "slow-click": { after: "2s" }, "dead-click": { after: "3s" } } }],
  ["no slow clicks", { friction: { "slow-click": false, "dead-click": { after: "1s" } } }],
  ["a field of that name", on({ type: "custom", data: { within: "0s" } })],
  ["a question of that name", survey([question("after", { text: { en: "0s" } })])],
])("%s is all right", (_, configuration) => {
  expect(find(configuration)).toEqual([]);
});

test.each([
  ["stages[0].stalledAfter", /no later than stalled/, stage({ stalledAfter: "30m" })],
  ["stages[0].after", /after 60s is no later than stalled/, stage({ after: "60s" })],
  ["stages[0].recoverWithin", /no longer than "after" \(30m\)/, stage({ recoverWithin: "30m" })],
  ["stages[0].after", /no longer than "after" \(8d\)/, stage({ after: "8d" })],
  ["stages[0].recoverWithin", /outlasts journeyEnds \(5d\)/, stage({ recoverWithin: "6d" }, { journeyEnds: "5d" })],
  ["stages[0].recoverWithin", /outlasts journeyEnds \(30d\)/, stage({ recoverWithin: "31d" })],
  ["friction.slow-click.after", /no click is slow/, { friction: { "slow-click": { after: "3s" } } }],
  [
    "friction.dead-click.after",
    /after 1s it already counts as dead \(1s\)/,
    { friction: { "dead-click": { after: "1s" } } },
  ],
  ["stages[0].after", /no time/, stage({ after: "0m" })],
  ["friction.loop.within", /no time/, { friction: { loop: { within: "0s" } } }],
  ["quiet.every", /no time/, { quiet: { every: "0d" } }],
  ["surveys.why.wait.ignored", /no time/, survey([question("q")], { wait: { ignored: "00s" } })],
  ["triggers[0].delay", /no time/, triggers({ delay: "0s" })],
  ["triggers[0].on.within", /no time/, on({ type: "page", count: 2, within: "0s" })],
  ["journeyEnds", /no time/, { journeyEnds: "0d" }],
])("%s %s", (path, problem, configuration) => {
  expect(find(configuration)).toEqual([expect.stringMatching(problem)]);
  expect(find(configuration)[0]).toContain(`${path}: `);
});
