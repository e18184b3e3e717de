// Whether one trigger's conditions hold wherever another's do.
import { toMilliseconds } from "@waymark/journey";
import type { OneOf, Pattern, Range, Where } from "@waymark/protocol";
import { coversPages } from "./covers-pages.ts";
import { toCandidates } from "./to-candidates.ts";
import { toList } from "./to-list.ts";

type Value = string | number | boolean | Range;

/** Nothing wanted is anything; a list is any of it. */
const coversOne = (wide: OneOf<string> | undefined, narrow: OneOf<string> | undefined): boolean =>
  wide === undefined || (narrow !== undefined && toList(narrow).every((item) => toList(wide).includes(item)));

function coversValue(wide: Value, narrow: Value | undefined): boolean {
  if (typeof wide !== "object") return wide === narrow;
  const { min, max } = typeof narrow === "object" ? narrow : { min: narrow, max: narrow };
  const isIn = (end: unknown, isInside: (end: number) => boolean) => typeof end === "number" && isInside(end);
  return (
    (wide.min === undefined || isIn(min, (end) => end >= (wide.min ?? 0))) &&
    (wide.max === undefined || isIn(max, (end) => end <= (wide.max ?? 0)))
  );
}

const coversFields = (
  wide: { readonly [field: string]: Value } = {},
  narrow: { readonly [field: string]: Value } = {},
): boolean =>
  Object.entries(wide).every(([field, value]) => Object.hasOwn(narrow, field) && coversValue(value, narrow[field]));

const statesOf = ({ state = ["leaving", "abandoned"] }: Pattern) => state;

/** Whether the wide one has counted enough by the time the narrow one has. */
function coversCount({ count = 1, within: wide }: Pattern, { count: times = 1, within: narrow }: Pattern): boolean {
  if (count < 2) return true;
  const isInTime = !wide || (!!narrow && toMilliseconds(narrow) <= toMilliseconds(wide));
  return times >= count && isInTime;
}

/** Whether every entry that pulls `narrow` pulls `wide`, too. */
export function coversPattern(wide: Pattern, narrow: Pattern): boolean {
  const types = toCandidates(narrow);
  return (
    types.length > 0 &&
    types.every((type) => toCandidates(wide).includes(type)) &&
    (!types.includes("abandon") || coversOne(statesOf(wide), statesOf(narrow))) &&
    (["name", "stage", "step", "move"] as const).every((key) => coversOne(wide[key], narrow[key])) &&
    coversFields(wide.data, narrow.data) &&
    coversCount(wide, narrow)
  );
}

/** Whether every visitor of `narrow` is one of `wide`. */
export const coversWhere = (wide: Where = {}, narrow: Where = {}): boolean =>
  (["device", "language", "visitor"] as const).every((key) => coversOne(wide[key], narrow[key])) &&
  (!wide.pages || (!!narrow.pages && coversPages(wide.pages, narrow.pages))) &&
  (!wide.visits || (!!narrow.visits && coversValue(wide.visits, narrow.visits))) &&
  (!wide.width || (!!narrow.width && coversValue(wide.width, narrow.width))) &&
  coversFields(wide.traits, narrow.traits);
