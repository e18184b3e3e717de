// Takes a configuration apart, so that what is sound is looked at even where the rest is not.
import type {
  Configuration,
  Duration,
  FrictionOptions,
  FrictionType,
  Quiet,
  Stage,
  Survey,
  Trigger,
} from "@waymark/protocol";
import { configurationSchema } from "@waymark/protocol/schema";
import type { Issue } from "../describe-issue.ts";

/** A stage, survey or trigger that the schema accepts, perhaps without a field that it does not. */
export interface Part<T> {
  readonly value: T;
  readonly path: readonly PropertyKey[];
  /** False when a field had to be left out: what the owner meant by it is not known. */
  readonly isWhole: boolean;
}

export interface Parts {
  readonly stages: readonly Part<Stage>[];
  readonly surveys: readonly Part<Survey>[];
  readonly triggers: readonly Part<Trigger>[];
  readonly friction: FrictionOptions;
  readonly quiet: Quiet;
  readonly journeyEnds: Duration | undefined;
  /** Ids of stages that are there, but too broken to be a part. */
  readonly brokenStages: readonly string[];
  /** Ids of all surveys, the broken ones too. */
  readonly surveyIds: readonly string[];
}

interface Schema<T> {
  readonly safeParse: (value: unknown) => { readonly data?: T; readonly error?: { readonly issues: readonly Issue[] } };
}

const { stages, surveys, triggers, friction, quiet, journeyEnds } = configurationSchema.shape;
const STAGE: Schema<Stage> = stages.unwrap().element;
const SURVEY: Schema<Survey> = surveys.unwrap().valueType;
const TRIGGER: Schema<Trigger> = triggers.unwrap().element;

const isObject = (value: unknown): value is { [key: PropertyKey]: unknown } =>
  typeof value === "object" && value !== null;

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Takes out the field that an issue is about. An item of a list stays, since the next ones would move; so does what is missing. */
function leaveOut(value: unknown, { code, path, ...issue }: Issue): boolean {
  const isUnknown = code === "unrecognized_keys";
  const keys = isUnknown ? (issue as { keys: readonly string[] }).keys : path.slice(-1);
  const holder = (isUnknown ? path : path.slice(0, -1)).reduce<unknown>(
    (at, key) => (isObject(at) ? at[key] : undefined),
    value,
  );
  if (!isObject(holder) || Array.isArray(holder)) return false;
  return keys.length > 0 && keys.every((key) => Object.hasOwn(holder, key) && delete holder[key]);
}

function toPart<T>(schema: Schema<T>, value: unknown, path: readonly PropertyKey[]): readonly Part<T>[] {
  const rest: unknown = structuredClone(value);
  for (let isWhole = true; ; isWhole = false) {
    const { data, error } = schema.safeParse(rest);
    if (!error) return [{ value: data as T, path, isWhole }];
    // Each round takes something out, so there is a last one. Two issues may be about the same field.
    if (!error.issues.map((issue) => leaveOut(rest, issue)).some(Boolean)) return [];
  }
}

const toSound = <T>(schema: Schema<T | undefined>, value: unknown): T | undefined =>
  toPart(schema, value, []).at(0)?.value;

/** `value` is what the file holds, whatever that is. */
export function toParts(value: unknown): Parts {
  const file: { readonly [key in keyof Configuration]?: unknown } = isObject(value) ? value : {};
  const parts = listIn(file.stages).map((stage, index) => ({ stage, part: toPart(STAGE, stage, ["stages", index]) }));
  const entries = Object.entries(isObject(file.surveys) ? file.surveys : {});
  const options = Object.entries(isObject(file.friction) ? file.friction : {});
  return {
    stages: parts.flatMap(({ part }) => part),
    surveys: entries.flatMap(([id, survey]) => toPart(SURVEY, survey, ["surveys", id])),
    triggers: listIn(file.triggers).flatMap((trigger, index) => toPart(TRIGGER, trigger, ["triggers", index])),
    friction: Object.fromEntries(
      options.flatMap(([type, option]) => {
        const shape = friction.unwrap().shape;
        if (!Object.hasOwn(shape, type)) return [];
        return toPart<unknown>(shape[type as FrictionType], option, []).map(({ value }) => [type, value]);
      }),
    ),
    quiet: toSound<Quiet>(quiet, file.quiet) ?? {},
    journeyEnds: toSound<Duration>(journeyEnds, file.journeyEnds),
    brokenStages: parts.flatMap(({ stage, part }) =>
      part.length === 0 && isObject(stage) && typeof stage.id === "string" ? [stage.id] : [],
    ),
    surveyIds: entries.map(([id]) => id),
  };
}
