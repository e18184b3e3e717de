// Whether a journey written by hand is one: by its schema, and by the plan that it speaks of.
import { stepsOf } from "@waymark/journey";
import type { Configuration, FixtureEntry, JourneyFixture } from "@waymark/protocol";
import { journeyFixtureSchema } from "@waymark/protocol/schema";
import { type Finding, finding, type Problem, quoted, toProblem } from "../check/finding.ts";
import { describeIssue } from "../describe-issue.ts";

const HAPPENINGS = [
  "page",
  "step",
  "touchpoint",
  "dataLayer",
  "type",
  "friction",
  "identify",
  "survey",
  "close",
] as const satisfies readonly (keyof FixtureEntry)[];

/** What may stand beside which. */
const BESIDE: { readonly [key in keyof FixtureEntry]?: readonly string[] } = {
  load: ["page"],
  name: ["type", "friction"],
  data: ["touchpoint", "dataLayer", "type", "friction"],
};

function checkEntry(entry: FixtureEntry, path: readonly PropertyKey[], steps: readonly string[]): readonly Finding[] {
  const happening: readonly string[] = HAPPENINGS.filter(
    (key) => entry[key] !== undefined && !(key === "step" && entry.page !== undefined),
  );
  if (happening.length !== 1) {
    const problem = happening.length === 0 ? "tells nothing" : `tells ${quoted(happening)} at once`;
    return [finding(path, problem, `Give each entry one of ${quoted(HAPPENINGS)}.`)];
  }
  const found = Object.entries(BESIDE)
    .filter(
      ([key, with_]) =>
        entry[key as keyof FixtureEntry] !== undefined && !with_.some((each) => happening.includes(each)),
    )
    .map(([key, with_]) =>
      finding([...path, key], `has no use beside "${happening}"`, `It goes with ${quoted(with_)}.`),
    );
  if (entry.step !== undefined && !steps.includes(entry.step))
    return [...found, finding([...path, "step"], `there is no step "${entry.step}"`, "Name one of the plan.")];
  return found;
}

/** What is expected must be there to be asked. */
const checkExpected = ({ expect = [] }: JourneyFixture, { surveys = {}, triggers = [] }: Configuration) =>
  expect.flatMap(({ ask, trigger }, index) => {
    const path = ["expect", index];
    if (!Object.hasOwn(surveys, ask))
      return [finding([...path, "ask"], `there is no survey "${ask}"`, "Name one of the plan.")];
    if (trigger === undefined || triggers.some(({ id }) => id === trigger)) return [];
    return [finding([...path, "trigger"], `there is no trigger "${trigger}"`, "Name one of the plan.")];
  });

/** The fixture, or what is wrong with it. */
export function checkFixture(
  value: unknown,
  plan: Configuration,
): { readonly fixture?: JourneyFixture; readonly problems: readonly Problem[] } {
  const { data, error } = journeyFixtureSchema.safeParse(value);
  const steps = (plan.stages ?? []).flatMap(stepsOf).map(({ id }) => id);
  const found: Finding[] = data
    ? [
        ...data.entries.flatMap((entry, index) => checkEntry(entry, ["entries", index], steps)),
        ...checkExpected(data, plan),
      ]
    : [...error.issues.flatMap((issue) => describeIssue(issue, value))];
  if (data && data.entries[0]?.page === undefined)
    found.push(finding(["entries", 0], "is no page", "Begin with the page that is opened first."));
  const problems = found.map(toProblem);
  return data && problems.length === 0 ? { fixture: data, problems } : { problems };
}
