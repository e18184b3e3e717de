// What a site hands over as data, as JSON that is safe to keep: plain, not too deep and not too large.
import type { Json, JsonObject } from "@waymark/protocol";

const MOST_CHARACTERS = 8 * 1024;
const MOST_DEPTH = 4;
const LEFT_OUT = "left out";

/** Never throws: what is no JSON, deeper than 4 or larger than 8 kB becomes a note. */
export function toData(value: unknown): JsonObject {
  try {
    const data = toJson(value ?? {}, MOST_DEPTH);
    if (JSON.stringify(data).length > MOST_CHARACTERS) return { note: `${LEFT_OUT}: larger than 8 kB` };
    return data instanceof Object && !Array.isArray(data) ? (data as JsonObject) : { value: data };
  } catch {
    return { note: LEFT_OUT };
  }
}

function toJson(value: unknown, depth: number): Json {
  if (!(value instanceof Object)) return typeof value === "bigint" ? String(value) : (value as Json);
  if (!depth || typeof value === "function" || value instanceof Node) return LEFT_OUT;
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item, depth - 1)]));
}
