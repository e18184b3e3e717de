// An entry that left its page before the configuration was there, or that came by none, is placed by the collector's own copy of it.
import { isPushed, toPlace } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";

const factOf = ({ type, name, data }: Entry) =>
  type === "custom" ? { [isPushed(data) ? "dataLayer" : "touchpoint"]: name } : {};

/**
 * By URL and name alone, since nobody can look at the page any more; what the page has placed stays where it is, and so does
 * what came by no page and by no name of the plan.
 */
export const placeEntry = (entry: Entry, plan: Configuration | undefined): Entry => {
  if (!plan || entry.step !== undefined || (!entry.page && entry.type !== "custom")) return entry;
  const place = toPlace(plan, { url: entry.page?.url ?? "", ...factOf(entry) });
  return entry.page || place.stage !== null ? Object.assign({}, entry, place) : entry;
};
