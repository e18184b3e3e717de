// What stood behind an answer, in at most 2 kB: where, for how long, which entry asked, and what came just before.
import type { Place } from "@waymark/journey";
import type { Entry, Evidence } from "@waymark/protocol";
import type { Remembered } from "../tab-memory.ts";

const MOST_ENTRIES = 10;
const MOST_CHARACTERS = 2000;

export function toEvidence(
  place: Place,
  engaged: number,
  cause: Entry | undefined,
  last: readonly Remembered[],
  now: number,
): Evidence {
  const short = ({ kind, type, name, at }: Remembered) => ({ kind, type, name: name.slice(0, 80), before: now - at });
  const vitals = Object.fromEntries(last.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const evidence: Evidence = {
    ...place,
    engaged,
    ...(cause && { cause: { ...short(cause), id: cause.id, data: cause.data as never } }),
    last: last.slice(-MOST_ENTRIES).map(short),
    ...(Object.keys(vitals).length && { vitals }),
  };
  return shorten(evidence);
}

function shorten(evidence: Evidence): Evidence {
  if (JSON.stringify(evidence).length <= MOST_CHARACTERS) return evidence;
  if (evidence.last.length) return shorten({ ...evidence, last: evidence.last.slice(1) });
  return evidence.cause
    ? { ...evidence, cause: { ...evidence.cause, data: { note: "left out: too large" } } }
    : evidence;
}
