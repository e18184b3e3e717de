// What stands behind a simulated answer, as a page would tell it.
import type { Place } from "@waymark/journey";
import type { Entry, Evidence, JsonObject } from "@waymark/protocol";

const MOST_ENTRIES = 10;
const MOST_NAME = 80;

/**
 * @param engaged in that place, ms
 * @param tab what the tab's last twenty entries were, oldest first
 * @param now ms since the epoch
 */
export function toEvidence(place: Place, engaged: number, cause: Entry, tab: readonly Entry[], now: number): Evidence {
  const short = ({ kind, type, name, at }: Entry) => ({ kind, type, name: name.slice(0, MOST_NAME), before: now - at });
  const isVital = ({ type }: Entry) => type === "vital";
  const vitals = tab.filter(isVital).map(({ name, data }) => [name, (data as { readonly value: number }).value]);
  return {
    stage: place.stage,
    step: place.step,
    engaged,
    cause: { ...short(cause), id: cause.id, data: cause.data as JsonObject },
    last: tab
      .filter((entry) => !isVital(entry))
      .slice(-MOST_ENTRIES)
      .map(short),
    vitals: Object.fromEntries(vitals),
  };
}
