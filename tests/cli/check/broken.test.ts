// A configuration with one of nearly every fault: all are found, each in its place, and nothing else is.
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { NOW } from "./fixtures.ts";

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const check = async (file: string) => {
  const out: string[] = [];
  const take = (line: string) => void out.push(line);
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  const terminal = { out: take, err: take, signal: new AbortController().signal };
  const code = await run(["check", file, "--json"], terminal).finally(() => vi.useRealTimers());
  return { code, problems: JSON.parse(out.join("\n")).problems as { path: string; problem: string; remedy: string }[] };
};

/** In the order of the file. */
const FAULTS: readonly (readonly [path: string, problem: RegExp])[] = [
  ["stage", /is not known here/],
  ["stages[0].pages[1]", /has an empty segment \("\/\/"\)/],
  ["stages[0].pages[2]", /"\*\*" spans segments only where/],
  ["stages[1].pages[0]", /has a wildcard of another/],
  ["stages[1].pages[1]", /has a fragment that is/],
  ["stages[1].pages[2]", /has a segment that looks/],
  ["stages[1].recoverWithin", /never counts: the stage has/],
  ["stages[2].stalledAfter", /abandoned after 30m is no/],
  ["stages[2].recoverWithin", /a recovery within 60d outlasts/],
  ["stages[2].steps[0]", /is never reached: "discover" comes/],
  ["stages[2].steps[1].visible", /is no selector: unknown pseudo-class/],
  ["stages[2].steps[2].id", /stands here a second time/],
  ["stages[2].steps[2].touchpoint", /is empty, and is no/],
  ["stages[2].steps[3].visible", /is no selector: expected end/],
  ["stages[2].steps[4].pages[0]", /has a query that is/],
  ["stages[3]", /has neither "pages" nor "steps"/],
  ["stages[3].id", /stands here a second time/],
  ["stages[4].id", /is not valid/],
  ["friction.slow-click.after", /no click is slow: after/],
  ["friction.rage-clicks", /is not known here/],
  ["friction.thrash.turns", /must be at least 5/],
  ["surveys.why-leave.questions", /has 4 questions/],
  ["surveys.why-leave.questions[0].choices[0].text", /is not translated: "de" is/],
  ["surveys.why-leave.questions[0].choices[1].value", /stands here a second time/],
  ["surveys.why-leave.questions[0].choices[2]", /is not translated: "en", "de"/],
  ["surveys.why-leave.questions[1].text.de_AT", /is no language tag/],
  ["surveys.why-leave.questions[1].when.reason[0]", /is no answer to "reason"/],
  ["surveys.why-leave.questions[2].when.mood", /is not asked before/],
  ["surveys.why-leave.questions[3].look", /is not known/],
  ["surveys.why-leave.wait.ignored", /never counts: 7d is shorter/],
  ["surveys.why-leave.wait.snoozed", /is no time at all/],
  ["surveys.how-was-it.questions[0].text", /is over 160 characters and/],
  ["surveys.how-was-it.questions[1].when.mood", /no answer to "mood" lies/],
  ["surveys.how-was-it.questions[2].link.url", /is no address that is/],
  ["surveys.how-was-it.wait", /never counts: "max" is 1/],
  ["quiet.perSession", /never counts: quiet\.every \(30d\) outlasts/],
  ["journeyEnds", /is not valid/],
  ["triggers[0].on.stage[1]", /stage "choose" has no goal/],
  ["triggers[1].id", /stands here a second time/],
  ["triggers[1].on", /never asks: "leaving" comes first/],
  ["triggers[2].on.friction", /is switched off/],
  ["triggers[2].on.stage", /there is no stage "basket"/],
  ["triggers[2].ask", /there is no survey "why-go"/],
  ["triggers[3].on.step", /step "payment" is not marked/],
  ["triggers[3].sample", /is nobody: this never asks/],
  ["triggers[5].on.friction", /can match nothing beside "kind"/],
  ["triggers[6].on.type", /is no type that asks/],
  ["triggers[7].on.data.weight", /no such signal weighs 0\.9/],
  ["triggers[8].on.within", /never counts without a "count"/],
  ["triggers[8].schedule.until", /ends before it begins \(2026-12-24\)/],
  ["triggers[8].variant.is", /is none of "a", "b"/],
  ["triggers[8].where.device", /is never that wide/],
  ["triggers[8].where.visits", /holds for nothing: "min" 3/],
  ["triggers[8].where.language", /is no language tag/],
  ["triggers[9].schedule.until", /is over/],
  ["triggers[9].where.visits", /nobody is new on visit/],
  ["triggers[9].where.pages[0]", /has an empty segment \("\/\/"\)/],
  ["triggers[9].dely", /is not known here/],
  ["triggers[10].on", /is missing/],
];

test("every fault is found in its place, with what to do about it", async () => {
  const { code, problems } = await check(fileAt("broken.json"));
  expect(code).toBe(1);
  expect(problems.map(({ path }) => path)).toEqual(FAULTS.map(([path]) => path));
  expect(problems.map(({ problem }) => problem)).toEqual(FAULTS.map(([, problem]) => expect.stringMatching(problem)));
  expect(problems.filter(({ remedy }) => !/^[A-Z].*\.$/.test(remedy))).toEqual([]);
  expect(problems.length).toBeGreaterThanOrEqual(30);
});

test("none is found in the demo", async () => {
  expect(await check(fileAt("../../../demo/waymark.json"))).toEqual({ code: 0, problems: [] });
});
