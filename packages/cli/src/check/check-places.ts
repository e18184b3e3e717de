// Places that a trigger names: whether they are there, and whether what it waits for can happen there.
import { matchPages, stepsOf } from "@waymark/journey";
import type { Pattern, Stage, Step } from "@waymark/protocol";
import { type Finding, finding } from "./finding.ts";
import { type Candidate, toCandidates } from "./to-candidates.ts";
import { toList, toPlaced } from "./to-list.ts";
import type { Parts } from "./to-parts.ts";

type Path = readonly PropertyKey[];

const stagesOf = ({ stages }: Parts, named: readonly string[]): readonly Stage[] =>
  stages.map(({ value }) => value).filter(({ id }) => named.length === 0 || named.includes(id));

const isPlainly = ({ pages, visible, touchpoint, dataLayer }: Step, path: string): boolean =>
  !!pages && !visible && !touchpoint && !dataLayer && matchPages(pages, `https://page${path}`);

function checkStep(item: string, named: readonly string[], steps: readonly Step[], path: Path): Finding[] {
  if (steps.some(({ id }) => id === item)) return [];
  const where = named.length > 0 ? ` in ${named.join(", ")}` : "";
  if (!item.startsWith("/") || named.length > 0)
    return [finding(path, `there is no step "${item}"${where}`, "Name a step.")];
  // Off all stages a step is the page's path.
  const own = steps.find((step) => isPlainly(step, item));
  return own ? [finding(path, `"${item}" is no step by its path: it is "${own.id}"`, `Write "${own.id}".`)] : [];
}

function checkNames(on: Pattern, parts: Parts, path: Path): Finding[] {
  const known = [...parts.stages.map(({ value }) => value.id), ...parts.brokenStages];
  const named = toList(on.stage);
  const steps = stagesOf(parts, named).flatMap(stepsOf);
  // What a broken stage has for steps is not known.
  const isOpen = parts.brokenStages.some((id) => named.length === 0 || named.includes(id));
  return [
    ...toPlaced(on.stage, [...path, "stage"])
      .filter(({ item }) => !known.includes(item))
      .map(({ item, path }) => finding(path, `there is no stage "${item}"`, "Name one of the stages.")),
    ...toPlaced(on.step, [...path, "step"]).flatMap(({ item, path }) =>
      isOpen ? [] : checkStep(item, named, steps, path),
    ),
  ];
}

const hasGoal = (stage: Stage): boolean => stepsOf(stage).some(({ goal }) => goal);
const GOAL = 'Give the step that fulfils the stage "goal": true.';

/** Signals that only some stages or steps can give, and what to say of the others. */
const NEEDS: readonly {
  readonly type: Candidate;
  readonly can: (stage: Stage) => boolean;
  readonly says: string;
  readonly none: string;
  readonly remedy: string;
}[] = [
  {
    type: "abandon",
    can: (stage) => hasGoal(stage) && stepsOf(stage).some(({ goal }) => !goal),
    says: "has no goal, so it cannot be abandoned",
    none: "no stage has a goal, so none can be abandoned",
    remedy: GOAL,
  },
  { type: "goal", can: hasGoal, says: "has no goal to reach", none: "no stage has a goal", remedy: GOAL },
  { type: "stage", can: hasGoal, says: "has no goal and no attempts", none: "no stage has a goal", remedy: GOAL },
  {
    type: "payment-declined",
    can: (stage) => stepsOf(stage).some(({ payment }) => payment),
    says: "has no step for payment",
    none: "no step is for payment",
    remedy: 'Give the step where people pay "payment": true.',
  },
  {
    type: "stall",
    can: (stage) => !hasGoal(stage) && stepsOf(stage).length > 1,
    says: 'has a goal or a single step, and no "stall"',
    none: 'no stage is without a goal and has several steps, so there is no "stall"',
    remedy: 'Use "abandon": it is stalled in stages with a goal.',
  },
];

/**
 * Only of what the trigger asks for by name: who leaves the type open takes what comes. Of several types and stages each must
 * have one that it goes with.
 */
function checkNeeds(on: Pattern, parts: Parts, path: Path): Finding[] {
  const { stages, brokenStages } = parts;
  const names = toList(on.stage);
  const unknown = [...brokenStages, ...stages.filter(({ isWhole }) => !isWhole).map(({ value }) => value.id)];
  const isOpen = unknown.some((id) => names.length === 0 || names.includes(id));
  if (isOpen || !(on.friction ?? on.type)) return [];
  const types = toCandidates(on);
  const can = (type: Candidate, stage: Stage) => NEEDS.find((need) => need.type === type)?.can(stage) ?? true;
  const wanted = NEEDS.filter(({ type }) => types.includes(type));
  if (on.stage === undefined)
    return wanted
      .filter((need) => !stages.some(({ value }) => need.can(value)))
      .map(({ none, remedy }) => finding(path, none, remedy));
  const named = stagesOf(parts, names);
  return toPlaced(on.stage, [...path, "stage"]).flatMap(({ item, path }) => {
    const stage = named.find(({ id }) => id === item);
    if (!stage) return [];
    const isLost = !types.some((type) => can(type, stage));
    return wanted
      .filter((need) => !need.can(stage) && (isLost || !named.some((each) => need.can(each))))
      .map(({ says, remedy }) => finding(path, `stage "${item}" ${says}`, remedy));
  });
}

/** Steps where what is waited for can't happen: a goal elsewhere than on its step, a refused payment where nobody pays. */
function checkStepNeeds(on: Pattern, parts: Parts, path: Path): Finding[] {
  const [type, ...more] = toCandidates(on);
  if (more.length > 0 || (type !== "goal" && type !== "payment-declined")) return [];
  const key = type === "goal" ? "goal" : "payment";
  const steps = stagesOf(parts, toList(on.stage)).flatMap(stepsOf);
  return toPlaced(on.step, [...path, "step"])
    .filter(({ item }) => steps.some(({ id }) => id === item) && !steps.some((step) => step.id === item && step[key]))
    .map(({ item, path }) =>
      finding(path, `step "${item}" is not marked "${key}": true`, `Mark it, or name one that is.`),
    );
}

export const checkPlaces = (on: Pattern, isWhole: boolean, parts: Parts, path: Path): Finding[] => [
  ...checkNames(on, parts, path),
  ...(isWhole ? [...checkNeeds(on, parts, path), ...checkStepNeeds(on, parts, path)] : []),
];
