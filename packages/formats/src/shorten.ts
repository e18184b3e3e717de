// Cuts texts to what a target keeps of them, and says so.
import type { Note } from "@waymark/protocol";
import type { Properties } from "./to-event.ts";

/** Characters as UTF-16 counts them; never half of a pair. */
export const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");

/** The text, cut where it is longer; what is cut is noted. */
export function shorten(id: string, field: string, text: string, most: number, notes: Note[]): string {
  if (text.length <= most) return text;
  notes.push({ id, reason: `${field} cut to ${most} characters` });
  return cut(text, most);
}

/** Scalars alone, texts cut: what is nested goes as JSON where that fits whole, and else not at all. Both are noted. */
export function flatten(id: string, properties: Properties, most: number, notes: Note[]): Properties {
  const flat: Properties = {};
  for (const [field, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (typeof value === "string") flat[field] = shorten(id, field, value, most, notes);
    else if (typeof value !== "object") flat[field] = value;
    else if (JSON.stringify(value).length <= most) flat[field] = JSON.stringify(value);
    else notes.push({ id, reason: `${field} left out: ${JSON.stringify(value).length} characters, ${most} fit` });
  }
  return flat;
}
