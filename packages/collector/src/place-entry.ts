// An entry that left its page before the configuration was there is placed by the collector's own copy of it.
import { isPushed, toPlace } from "@waymark/journey";
import type { Configuration, Entry } from "@waymark/protocol";

const factOf = ({ type, name, data }: Entry) =>
  type === "custom" ? { [isPushed(data) ? "dataLayer" : "touchpoint"]: name } : {};

/** By URL and name alone, since nobody can look at the page any more; what the page has placed stays where it is. */
export const placeEntry = (entry: Entry, plan: Configuration | undefined): Entry =>
  plan && entry.page && entry.step === undefined
    ? Object.assign({}, entry, toPlace(plan, { url: entry.page.url, ...factOf(entry) }))
    : entry;
