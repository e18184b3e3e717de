// What the schema says about a configuration, in words for whoever wrote the configuration.
import type { configurationSchema } from "@waymark/protocol/schema";
import { type Finding, finding } from "./check/finding.ts";

export type Issue = NonNullable<ReturnType<typeof configurationSchema.safeParse>["error"]>["issues"][number];

type Words = Omit<Finding, "path">;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), value);

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(", ");

const describeType = (value: unknown, expected: string): Words =>
  value === undefined
    ? { problem: "is missing", remedy: `Add it: ${expected}.` }
    : { problem: `is not ${expected}`, remedy: `Make it ${expected}.` };

const describeChoice = (value: unknown, options: readonly unknown[]): Words =>
  value === undefined
    ? { problem: "is missing", remedy: `Add one of ${listed(options)}.` }
    : { problem: `${JSON.stringify(value)} is not known`, remedy: `Use one of ${listed(options)}.` };

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " items" };

const describeSize = (origin: string, bound: string, limit: number | bigint): Words => {
  const size = `${bound} ${limit}${UNITS[origin] ?? ""}`;
  return { problem: `must be ${size}`, remedy: `Make it ${size}.` };
};

// Of the forms that a value may have, the nearest is one whose type it has already.
const describeUnion = (value: unknown, branches: readonly (readonly Issue[])[]): Words => {
  const near = branches.flat().find((issue) => issue.code !== "invalid_type");
  if (near) return describe(near, valueAt(value, near.path));
  const expected = branches.flat().flatMap((issue) => (issue.code === "invalid_type" ? [issue.expected] : []));
  return describeType(value, `one of: ${[...new Set(expected)].join(", ")}`);
};

const describe = (issue: Issue, value: unknown): Words => {
  switch (issue.code) {
    case "invalid_type":
      return describeType(value, `of type ${issue.expected}`);
    case "invalid_value":
      return describeChoice(value, issue.values);
    case "invalid_union":
      return "options" in issue && issue.options
        ? describeChoice(value, issue.options)
        : describeUnion(value, issue.errors);
    case "too_small":
      return describeSize(issue.origin, issue.inclusive ? "at least" : "more than", issue.minimum);
    case "too_big":
      return describeSize(issue.origin, issue.inclusive ? "at most" : "less than", issue.maximum);
    case "invalid_key":
      return { problem: "is not a good name", remedy: `It ${issue.issues[0]?.message ?? "must be another"}.` };
    default:
      return { problem: `${JSON.stringify(value)} is not valid`, remedy: `It ${issue.message}.` };
  }
};

/** What is wrong by one issue of the schema; `configuration` is what it was found in. */
export const describeIssue = (issue: Issue, configuration: unknown): readonly Finding[] => {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      finding([...issue.path, key], "is not known here", "Correct its spelling, or remove it."),
    );
  }
  return [{ path: issue.path, ...describe(issue, valueAt(configuration, issue.path)) }];
};
