// Goes through all values of a file, each with its place.
import type { Finding } from "./finding.ts";

export type Look = (value: unknown, path: readonly PropertyKey[]) => readonly Finding[];

/** Takes what `look` finds at a value; where it finds nothing, it goes on inside. */
export function walk(look: Look, value: unknown, path: readonly PropertyKey[] = []): readonly Finding[] {
  const found = look(value, path);
  if (found.length > 0 || typeof value !== "object" || value === null) return found;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => walk(look, Reflect.get(value, key), [...path, key]));
}
