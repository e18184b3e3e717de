// Plausible's events API, `/api/event`, one event a request.
import type { Format, Note } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { flatten, shorten } from "./shorten.ts";
import { toEventName, toProperties } from "./to-event.ts";
import { toIso } from "./to-iso.ts";

const MOST_PROPERTIES = 30;
const MOST_VALUE = 2000;
const MOST_NAME = 120;

/**
 * It knows visitors by address and browser alone, and events by the time they come: what was queued counts when it is sent,
 * and tells when it happened in a property. The same event twice is counted twice.
 * Source: https://plausible.io/docs/events-api; `lib/plausible/ingestion/request.ex` of https://github.com/plausible/analytics.
 *
 * | Waymark                       | Plausible                                                                          |
 * | ----------------------------- | ---------------------------------------------------------------------------------- |
 * | key                           | `d`, the domain; without it the site's name                                        |
 * | `id`, `at`                    | `p.entry`, `p.at`                                                                  |
 * | page                          | `pageview` of `u`, from `r`                                                        |
 * | answer                        | `Survey Answered` with `p.survey_id`, `p.score`, `p.verbatim` …                    |
 * | friction, abandonment, others | `Friction Met`, `Stage Leaving` …; 30 properties, what is nested as JSON up to 2000 |
 * | `visitor`, `session`          | not carried                                                                        |
 */
export const plausible: Format = {
  name: "plausible",
  type: "text/plain;charset=UTF-8",
  dedupes: false,
  preflight: false,
  maxBytes: 100_000,
  maxEntries: 1,
  refuse: refuseForget,
  encode(batch, { key }) {
    const notes: Note[] = [];
    const events = batch.entries.map((entry) => {
      const { id, at, page } = entry;
      const { url, referrer, kind, tab, seq, ...rest } = toProperties(entry, batch);
      const all = Object.entries(flatten(id, { entry: id, at: toIso(at), ...rest }, MOST_VALUE, notes));
      for (const [name] of all.slice(MOST_PROPERTIES))
        notes.push({ id, reason: `${name} left out: 30 properties fit` });
      return {
        n:
          kind === "touchpoint" && rest.type === "page"
            ? "pageview"
            : shorten(id, "name", toEventName(entry), MOST_NAME, notes),
        u: page?.url ?? `https://${batch.site}/`,
        d: key ?? batch.site,
        r: page?.referrer,
        p: Object.fromEntries(all.slice(0, MOST_PROPERTIES)),
      };
    });
    return { body: JSON.stringify(events[0]), notes };
  },
};
