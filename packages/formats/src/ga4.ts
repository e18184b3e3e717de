// Google Analytics 4 by its Measurement Protocol, `/mp/collect`.
import type { Batch, Entry, Format, Note } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { flatten } from "./shorten.ts";
import { type Properties, toEventName, toProperties } from "./to-event.ts";
import { withQuery } from "./with-query.ts";

const THREE_DAYS = 259_200_000;
const MOST_PARAMETERS = 25;
const MOST_NAME = 40;
const MOST_VALUE = 100;

/** Letters, digits and `_`, beginning with a letter. */
const toName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "_")
    .replace(/^(?![a-z])/, "e_")
    .slice(0, MOST_NAME);

/** Its sessions are whole seconds: those of which our ids (UUIDv7) begin. */
const toSession = (session: string | undefined): number | undefined =>
  session ? Math.floor(Number.parseInt(session.replace("-", "").slice(0, 12), 16) / 1000) : undefined;

function toParameters(entry: Entry, batch: Batch, notes: Note[]): Properties {
  const { id } = entry;
  const { verbatim, evidence, url, referrer, kind, seq, tab, plan, ...rest } = toProperties(entry, batch);
  // A hundred characters of what somebody wrote are worse than none: they look like all of it.
  if (verbatim) notes.push({ id, reason: "verbatim left out: 100 characters fit" });
  if (evidence) notes.push({ id, reason: "evidence left out: 25 parameters of 100 characters fit" });
  const page = { page_location: url, page_referrer: referrer };
  const flat = flatten(id, { entry: id, ...page, ...rest }, MOST_VALUE, notes);
  const session = { session_id: toSession(batch.session), engagement_time_msec: 1 };
  const all = [...Object.entries(session), ...Object.entries(flat)].filter(([, value]) => value !== undefined);
  for (const [name] of all.slice(MOST_PARAMETERS)) notes.push({ id, reason: `${name} left out: 25 parameters fit` });
  return Object.fromEntries(all.slice(0, MOST_PARAMETERS).map(([name, value]) => [toName(name), value]));
}

/**
 * It never answers with an error, and keeps no ids: what it makes of an event nobody can tell.
 * Sources: https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference and its page on limitations.
 *
 * | Waymark                       | GA4                                                                                 |
 * | ----------------------------- | ----------------------------------------------------------------------------------- |
 * | key, secret                   | `measurement_id`, `api_secret`                                                      |
 * | `at`                          | `timestamp_micros` of the event; older than 72 hours is refused                     |
 * | `visitor`, `session`          | `client_id`, `session_id` (its start, seconds)                                      |
 * | page                          | `page_view` with `page_location`, `page_referrer`                                   |
 * | answer                        | `survey_answered` with `survey_id`, `score`, `choice` …; no words, no evidence      |
 * | friction, abandonment, others | `friction_met`, `stage_leaving` …; 25 parameters, values over 100 characters are cut |
 * | `id`                          | parameter `entry`                                                                   |
 */
export const ga4: Format = {
  name: "ga4",
  type: "application/json",
  dedupes: false,
  preflight: true,
  maxBytes: 130_000,
  maxEntries: 25,
  refuse: (entry, { sentAt }) =>
    sentAt - entry.at >= THREE_DAYS ? "older than 72 hours: GA4 takes nothing older" : refuseForget(entry),
  toUrl: ({ url, key, secret }) => withQuery(withQuery(url, "measurement_id", key), "api_secret", secret),
  encode(batch) {
    const notes: Note[] = [];
    const events = batch.entries.map((entry) => {
      const isPage = entry.kind === "touchpoint" && entry.type === "page";
      const name = isPage ? "page_view" : toName(toEventName(entry));
      return { name, timestamp_micros: entry.at * 1000, params: toParameters(entry, batch, notes) };
    });
    return { body: JSON.stringify({ client_id: batch.visitor ?? batch.batch, events }), notes };
  },
};
