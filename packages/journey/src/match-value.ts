// How a value of an entry or a visitor is compared with what a configuration wants of it.
import type { JsonObject, Range } from "@waymark/protocol";

type Wanted = string | number | boolean | Range;

/** Whether it is the value, or any of several; nothing wanted is anything. */
export const matchOne = (wanted: string | readonly string[] | undefined, value: unknown): boolean =>
  wanted === undefined || wanted === value || (Array.isArray(wanted) && wanted.includes(value));

/** Whether it is the value, or a number within the range, both ends included. */
export function matchValue(wanted: Wanted, value: unknown): boolean {
  if (!(wanted instanceof Object)) return wanted === value;
  return typeof value === "number" && value >= (wanted.min ?? -Infinity) && value <= (wanted.max ?? Infinity);
}

/** Whether every field that is given matches. */
export const matchFields = (fields: { readonly [field: string]: Wanted } = {}, values: JsonObject = {}): boolean =>
  Object.entries(fields).every(([field, wanted]) => matchValue(wanted, values[field]));
