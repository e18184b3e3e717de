// Every rule of `waymark check`: the schema, and what no schema sees, since it lies between two parts of the file.
import { configurationSchema } from "@waymark/protocol/schema";
import { checkDurations } from "./check/check-durations.ts";
import { checkLimits } from "./check/check-limits.ts";
import { checkShadows } from "./check/check-shadows.ts";
import { checkStages } from "./check/check-stages.ts";
import { checkSurveys } from "./check/check-surveys.ts";
import { checkTriggers } from "./check/check-triggers.ts";
import { checkValues } from "./check/check-values.ts";
import { type Finding, type Problem, toProblem } from "./check/finding.ts";
import { inFileOrder } from "./check/in-file-order.ts";
import { toParts } from "./check/to-parts.ts";
import { describeIssue } from "./describe-issue.ts";

const findAll = (value: unknown, now: number): readonly Finding[] => {
  const issues = configurationSchema.safeParse(value).error?.issues ?? [];
  const parts = toParts(value);
  return [
    ...issues.flatMap((issue) => describeIssue(issue, value)),
    ...checkStages(parts.stages),
    ...checkShadows(parts.stages),
    ...checkSurveys(parts.surveys),
    ...checkTriggers(parts, now),
    ...checkLimits(parts.surveys, parts.quiet),
    ...checkDurations(parts),
    ...checkValues(value),
  ];
};

/**
 * All that is wrong in what `waymark.json` holds, in the order of the file. A part that the schema does not accept is told of and
 * passed over, the others are looked at all the same.
 *
 * @param now ms since the epoch: a schedule may be over
 */
export const checkConfiguration = (value: unknown, now: number = Date.now()): readonly Problem[] =>
  inFileOrder(value, findAll(value, now)).map(toProblem);
