// A value that may stand alone or in a list, as a list.
import type { OneOf } from "@waymark/protocol";

export const toList = <T extends string>(value: OneOf<T> | undefined): readonly T[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** Each value with its place, which has an index only where a list was written. */
export const toPlaced = <T extends string>(value: OneOf<T> | undefined, path: readonly PropertyKey[]) =>
  toList(value).map((item, index) => ({ item, path: typeof value === "string" ? path : [...path, index] }));
