// What stood behind an answer, in at most 2 kB: where, for how long, which entry asked, and what came just before.
import type { Entry, Evidence, JsonObject } from "@waymark/protocol";
import type { Place } from "./place.ts";

/** An entry as short as evidence needs it; `value` is a web vital's. */
export type Remembered = Pick<Entry, "id" | "kind" | "type" | "name" | "at"> & { readonly value?: number | undefined };

export const toRemembered = ({ id, kind, type, name, at, data }: Entry): Remembered => {
  const value = type === "vital" ? (data as { value?: number }).value : undefined;
  return { id, kind, type, name, at, value };
};

const MOST_ENTRIES = 10;
const MOST_CHARACTERS = 2000;
/** Of these, what the data of the entry that asked may take. */
const MOST_DATA = 800;

/**
 * @param engaged in that place, ms
 * @param cause the entry that asked; `undefined` when it was by hand
 * @param remembered what the tab's last entries were, oldest first
 * @param now ms since the epoch
 */
export function toEvidence(
  place: Place,
  engaged: number,
  cause: Entry | undefined,
  remembered: readonly Remembered[],
  now: number,
): Evidence {
  const short = ({ kind, type, name, at }: Remembered) => ({ kind, type, name: name.slice(0, 80), before: now - at });
  const toCause = (entry: Entry) => {
    const data = JSON.stringify(entry.data).length > MOST_DATA ? {} : (entry.data as JsonObject);
    return { ...short(entry), id: entry.id, data };
  };
  const vitals = Object.fromEntries(
    remembered.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const last = remembered
    .filter(({ value }) => value === undefined)
    .slice(-MOST_ENTRIES)
    .map(short);
  const evidence = { ...place, engaged, cause: cause && toCause(cause), last, vitals };
  while (JSON.stringify(evidence).length > MOST_CHARACTERS && last.length) last.shift();
  return evidence;
}
