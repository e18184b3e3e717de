// Stages and steps that can't be what their owner meant: nothing to match by, nothing to reach, ids that stand twice.
import type { Stage, Step } from "@waymark/protocol";
import { checkGlobs } from "./check-globs.ts";
import { checkSelector } from "./check-selector.ts";
import { checkUnique } from "./check-unique.ts";
import { type Finding, finding } from "./finding.ts";
import type { Part } from "./to-parts.ts";

const checkStep = (step: Step, path: readonly PropertyKey[]): Finding[] => [
  ...checkGlobs(step.pages, [...path, "pages"]),
  ...checkSelector(step.visible, [...path, "visible"]),
  ...(["touchpoint", "dataLayer"] as const)
    .filter((key) => step[key] === "")
    .map((key) => finding([...path, key], "is empty, and is no condition then", "Give it a name, or leave it out.")),
];

/** What only a stage that can be abandoned has a use for. */
const checkGoal = ({ steps = [], after, recoverWithin }: Stage, path: readonly PropertyKey[]): Finding[] =>
  steps.some(({ goal }) => goal)
    ? []
    : Object.entries({ after, recoverWithin })
        .filter(([, duration]) => duration !== undefined)
        .map(([key]) =>
          finding(
            [...path, key],
            "never counts: the stage has no goal, so it cannot be abandoned",
            'Give the step that fulfils the stage "goal": true.',
          ),
        );

function checkStage({ value, path, isWhole }: Part<Stage>): Finding[] {
  const { pages, steps } = value;
  const found = [
    ...checkGlobs(pages, [...path, "pages"]),
    ...checkUnique((steps ?? []).map(({ id }, index) => ({ id, path: [...path, "steps", index, "id"] }))),
    ...(steps ?? []).flatMap((step, index) => checkStep(step, [...path, "steps", index])),
  ];
  if (!isWhole) return found;
  if (pages && steps) found.push(finding(path, 'has both "pages" and "steps"', "Keep one: pages may stand in a step."));
  if (!pages && !steps) found.push(finding(path, 'has neither "pages" nor "steps"', "Add one of them."));
  return [...found, ...checkGoal(value, path)];
}

export const checkStages = (stages: readonly Part<Stage>[]): Finding[] => [
  ...checkUnique(stages.map(({ value, path }) => ({ id: value.id, path: [...path, "id"] }))),
  ...stages.flatMap(checkStage),
];
