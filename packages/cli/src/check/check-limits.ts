// Limits that another limit makes pointless: whoever set them expects something that never happens.
import { toMilliseconds } from "@waymark/journey";
import type { Quiet, Survey } from "@waymark/protocol";
import { type Finding, finding } from "./finding.ts";
import type { Part } from "./to-parts.ts";

/** Defaults of `quiet`, as `decide` has them. */
const EVERY = "30d";
const YEAR = 365 * 86_400_000;
/** No session is longer, ms. */
const SESSION = 86_400_000;

const LEFT_ALONE = ["dismissed", "ignored", "snoozed"];

function checkWaits(
  { value: { wait = {}, max }, path }: Part<Survey>,
  { every = EVERY, unanswered }: Quiet,
): Finding[] {
  const waits = Object.entries(wait).map(([ending, duration]) => ({
    ending,
    duration: `${duration}`,
    path: [...path, "wait", ending],
  }));
  if (max === 1 && waits.length > 0)
    return [finding([...path, "wait"], 'never counts: "max" is 1', 'Raise "max", or remove "wait".')];
  return waits.flatMap(({ ending, duration, path }) => {
    const length = toMilliseconds(duration);
    if (length === 0) return [];
    if (unanswered === 1 && LEFT_ALONE.includes(ending) && length <= YEAR) {
      const problem = "never counts: by quiet.unanswered one such survey is the last for a year";
      return [finding(path, problem, 'Raise "unanswered", or remove this.')];
    }
    if (length >= toMilliseconds(every)) return [];
    const problem = `never counts: ${duration} is shorter than quiet.every (${every}), which holds for all surveys`;
    return [finding(path, problem, `Make it longer than ${every}, or set quiet.every lower.`)];
  });
}

const checkQuiet = ({ every = EVERY, perSession = 1 }: Quiet): Finding[] =>
  perSession > 1 && toMilliseconds(every) >= SESSION
    ? [
        finding(
          ["quiet", "perSession"],
          `never counts: quiet.every (${every}) outlasts any session`,
          'Set "every" lower, or remove this.',
        ),
      ]
    : [];

export const checkLimits = (surveys: readonly Part<Survey>[], quiet: Quiet): Finding[] => [
  ...surveys.flatMap((survey) => checkWaits(survey, quiet)),
  ...checkQuiet(quiet),
];
