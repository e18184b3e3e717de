// What a site hands over as data, as JSON that is safe to keep: plain, not too deep and not too large.
import type { Json, JsonObject } from "@waymark/protocol";
import { bytesOf } from "./pipeline/batch.ts";
import { toText } from "./to-text.ts";

const MOST_BYTES = 8 * 1024;
const MOST_DEPTH = 4;

/** Never throws: what is no JSON, deeper than 4 or larger than 8 kB becomes a note. */
export function toData(value: unknown): JsonObject {
  try {
    const data = toJson(value ?? {}, MOST_DEPTH);
    const text = toText(data);
    // Most are short, and to count bytes costs as much as all else here: a UTF-16 unit takes three at most.
    if (text && (text.length * 3 < MOST_BYTES || bytesOf(text) <= MOST_BYTES))
      return isPlain(data) ? data : { value: data };
  } catch {
    // Such as a getter that throws, or a cycle too wide to be cut by its depth.
  }
  return { note: "left out" };
}

const isPlain = (data: Json): data is JsonObject => data instanceof Object && !Array.isArray(data);

function toJson(value: unknown, depth: number): Json {
  if (!(value instanceof Object)) return typeof value === "bigint" ? `${value}` : (value as Json);
  if (!depth || typeof value === "function" || value instanceof Node) return "left out";
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item, depth - 1)]));
}
