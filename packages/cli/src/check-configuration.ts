// Every rule of `waymark check`: first the schema, then what no schema sees, since it lies between two parts of the file.
import type { Configuration, OneOf, Pattern, Question, Stage, Survey, Trigger } from "@waymark/protocol";
import { configurationSchema, toPath } from "@waymark/protocol/schema";
import { describeIssue, type Problem } from "./describe-issue.ts";

const MAX_QUESTIONS = 3;

const problem = (path: readonly PropertyKey[], what: string, remedy: string): Problem => ({
  path: toPath(path),
  problem: what,
  remedy,
});

const toList = <T extends string>(value: OneOf<T> | undefined): readonly T[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** A value and its place: of a list only when a list was written. */
const placed = (value: OneOf<string> | undefined, path: readonly PropertyKey[]) =>
  toList(value).map((item, index) => ({ item, path: typeof value === "string" ? path : [...path, index] }));

const checkUnique = (items: readonly { readonly id: string }[], path: readonly PropertyKey[]): Problem[] =>
  items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [problem([...path, index, "id"], `"${id}" stands here a second time`, "Give each its own id.")]
      : [],
  );

const checkStage = ({ pages, steps }: Stage, index: number): Problem[] => {
  const path = ["stages", index];
  const found = checkUnique(steps ?? [], [...path, "steps"]);
  if (pages && steps) found.push(problem(path, 'has both "pages" and "steps"', "Keep one: pages may stand in a step."));
  if (!pages && !steps) found.push(problem(path, 'has neither "pages" nor "steps"', "Add one of them."));
  return found;
};

const checkWhen = (questions: readonly Question[], index: number, path: readonly PropertyKey[]): Problem[] =>
  Object.keys(questions[index]?.when ?? {}).flatMap((id) => {
    const at = questions.findIndex((question) => question.id === id);
    const place = [...path, index, "when", id];
    if (at === -1) return [problem(place, `there is no question "${id}"`, "Name one of this survey.")];
    if (at >= index)
      return [problem(place, `"${id}" is not asked before`, "Name an earlier question, or move this one.")];
    if (questions[at]?.kind !== "message") return [];
    return [problem(place, `"${id}" is a message and has no answer`, "Name a question that is answered.")];
  });

const checkSurvey = (id: string, { questions }: Survey): Problem[] => {
  const path = ["surveys", id, "questions"];
  const found = checkUnique(questions, path);
  if (questions.length > MAX_QUESTIONS) {
    found.push(
      problem(path, `has ${questions.length} questions`, `Keep at most ${MAX_QUESTIONS}: more drive people off.`),
    );
  }
  return [...found, ...questions.flatMap((_, index) => checkWhen(questions, index, path))];
};

// A stage with pages alone has one step, named like itself; off all stages a step is the page's path.
const stepsOf = ({ id, steps }: Stage): readonly string[] => steps?.map((step) => step.id) ?? [id];

const checkPlaces = (on: Pattern, stages: readonly Stage[], path: readonly PropertyKey[]): Problem[] => {
  const named = toList(on.stage);
  const within = named.length > 0 ? stages.filter(({ id }) => named.includes(id)) : stages;
  const steps = within.flatMap(stepsOf);
  return [
    ...placed(on.stage, [...path, "stage"])
      .filter(({ item }) => !stages.some(({ id }) => id === item))
      .map(({ item, path }) => problem(path, `there is no stage "${item}"`, "Name one of the stages.")),
    ...placed(on.step, [...path, "step"])
      .filter(({ item }) => !steps.includes(item) && !item.startsWith("/"))
      .map(({ item, path }) =>
        problem(path, `there is no step "${item}"${named.length > 0 ? ` in ${named.join(", ")}` : ""}`, "Name a step."),
      ),
  ];
};

const hasGoal = ({ steps }: Stage): boolean => steps?.some(({ goal }) => goal === true) ?? false;

const checkAbandon = (on: Pattern, stages: readonly Stage[], path: readonly PropertyKey[]): Problem[] => {
  const signals = [...toList(on.friction), ...(toList(on.kind).includes("friction") ? toList(on.type) : [])];
  if (!signals.includes("abandon")) return [];
  const remedy = 'Give the step that fulfils the stage "goal": true.';
  if (on.stage === undefined) {
    return stages.some(hasGoal) ? [] : [problem(path, "no stage has a goal, so none can be abandoned", remedy)];
  }
  return placed(on.stage, [...path, "stage"])
    .filter(({ item }) => stages.some((stage) => stage.id === item && !hasGoal(stage)))
    .map(({ item, path }) => problem(path, `stage "${item}" has no goal, so it cannot be abandoned`, remedy));
};

const checkSwitchedOff = ({ on }: Trigger, friction: Configuration["friction"], path: readonly PropertyKey[]) =>
  placed(on.friction, [...path, "friction"])
    .filter(({ item }) => Object.entries(friction ?? {}).some(([name, use]) => name === item && use === false))
    .map(({ item, path }) =>
      problem(path, `"${item}" is switched off`, `Remove "${item}": false from "friction", or this trigger.`),
    );

const checkTrigger = (trigger: Trigger, index: number, { stages = [], surveys = {}, friction }: Configuration) => {
  const path = ["triggers", index];
  const on = [...path, "on"];
  const unknown = Object.hasOwn(surveys, trigger.ask)
    ? []
    : [problem([...path, "ask"], `there is no survey "${trigger.ask}"`, 'Name one of "surveys".')];
  return [
    ...unknown,
    ...checkPlaces(trigger.on, stages, on),
    ...checkAbandon(trigger.on, stages, on),
    ...checkSwitchedOff(trigger, friction, on),
  ];
};

const checkReferences = (configuration: Configuration): Problem[] => {
  const { stages = [], surveys = {}, triggers = [] } = configuration;
  return [
    ...checkUnique(stages, ["stages"]),
    ...stages.flatMap(checkStage),
    ...Object.entries(surveys).flatMap(([id, survey]) => checkSurvey(id, survey)),
    ...checkUnique(triggers, ["triggers"]),
    ...triggers.flatMap((trigger, index) => checkTrigger(trigger, index, configuration)),
  ];
};

/** All that is wrong in what `waymark.json` holds, in the order of the file; references only once the shape is right. */
export const checkConfiguration = (value: unknown): readonly Problem[] => {
  const { data, error } = configurationSchema.safeParse(value);
  return data ? checkReferences(data) : error.issues.flatMap((issue) => describeIssue(issue, value));
};
