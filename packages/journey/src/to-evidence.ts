// What stood behind an answer, in at most 2 kB: where, for how long, which entry asked, and what came just before.
import type { Entry, Evidence, JsonObject } from "@waymark/protocol";
import type { AttemptState } from "./attempt.ts";
import type { Place } from "./place.ts";

/** An entry as short as evidence needs it; `value` is a web vital's. */
export type Remembered = Pick<Entry, "id" | "kind" | "type" | "name" | "at"> & { readonly value?: number | undefined };

export const toRemembered = ({ id, kind, type, name, at, data }: Entry): Remembered => {
  const value = type === "vital" ? (data as { value?: number }).value : undefined;
  return { id, kind, type, name, at, value };
};

const MOST_ENTRIES = 10;
const MOST_BYTES = 2000;
/** Of these, what the data of the entry that asked may take. */
const MOST_DATA = 800;

/** As UTF-8, in which JSON travels. */
const bytesOf = (value: object): number => encodeURIComponent(JSON.stringify(value)).replace(/%../g, "x").length;

/**
 * Takes out the oldest of what came before, and at last the data of the entry that asked, until it fits into 2,000 bytes.
 *
 * @param engaged in that place, ms
 * @param cause the entry that asked; `undefined` when it was by hand
 * @param remembered what the tab's last entries were, oldest first
 * @param now ms since the epoch
 * @param abandon how far the attempt at the stage was; `undefined` where it has no goal
 */
export function toEvidence(
  place: Place,
  engaged: number,
  cause: Entry | undefined,
  remembered: readonly Remembered[],
  now: number,
  abandon?: AttemptState,
): Evidence {
  const short = ({ kind, type, name, at }: Remembered) => ({ kind, type, name: name.slice(0, 80), before: now - at });
  const present = remembered.slice(remembered.map(({ type }) => type).lastIndexOf("page") + 1);
  const vitals = Object.fromEntries(present.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const last = remembered
    .filter(({ value }) => value === undefined)
    .slice(-MOST_ENTRIES)
    .map(short);
  const isLong = !!cause && bytesOf(cause.data) > MOST_DATA;
  const toCause = (data: object) => cause && { ...short(cause), id: cause.id, data: data as JsonObject };
  const evidence = {
    ...place,
    engaged,
    ...(abandon && { abandon }),
    cause: toCause(isLong ? {} : (cause?.data ?? {})),
    last,
    vitals,
  };
  while (last.length && bytesOf(evidence) > MOST_BYTES) last.shift();
  return bytesOf(evidence) > MOST_BYTES ? { ...evidence, cause: toCause({}) } : evidence;
}
