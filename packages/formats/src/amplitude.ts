// Amplitude's HTTP V2 API, `/2/httpapi`.
import type { Format, Json, Note, Refusal } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { shorten } from "./shorten.ts";
import { type Properties, toEventName, toProperties } from "./to-event.ts";

const MOST_TEXT = 1024;

/** Its sessions are named by their start, ms since the epoch, with which our ids (UUIDv7) begin. */
const toSession = (session: string | undefined): number =>
  session ? Number.parseInt(session.replace("-", "").slice(0, 12), 16) : -1;

/** A request with a bad event is refused whole: the others of it go again. */
const toRefused = (reply: unknown, entries: readonly { readonly id: string }[]): readonly Refusal[] => {
  const { events_with_invalid_fields: invalid = {}, events_with_missing_fields: missing = {} } = reply as {
    [list: string]: { [field: string]: readonly number[] } | undefined;
  };
  const named = [...Object.entries(invalid), ...Object.entries(missing)];
  const isNamed = named.some(([, indices]) => indices.length > 0);
  return entries.map(({ id }, index) => {
    const reason = named.filter(([, indices]) => indices.includes(index)).map(([field]) => field);
    return { id, reason: reason.join(), retry: isNamed && !reason.length };
  });
};

/**
 * Sources: https://amplitude.com/docs/apis/analytics/http-v2; texts over 1024 characters are cut there, so they are cut here
 * and told.
 *
 * | Waymark                       | Amplitude                                                                |
 * | ----------------------------- | ------------------------------------------------------------------------ |
 * | key                           | `api_key`                                                                |
 * | `id`                          | `insert_id`, by which it keeps an event once within 7 days               |
 * | `at`                          | `time`, ms                                                               |
 * | `visitor`, `session`          | `device_id`, `session_id` (its start, ms)                                |
 * | page                          | `Page Viewed`                                                            |
 * | answer                        | `Survey Answered` with `survey_id`, `question_id`, `score`, `verbatim` … |
 * | `identify()`                  | `$identify` with `user_properties`                                       |
 * | friction, abandonment, others | `Friction Met`, `Stage Leaving` …, see `toEventName`                     |
 */
export const amplitude: Format = {
  name: "amplitude",
  type: "application/json",
  dedupes: true,
  preflight: true,
  maxBytes: 1_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode(batch, { key }) {
    const notes: Note[] = [];
    const events = batch.entries.map((entry) => {
      const { id, at, type, data } = entry;
      const properties: Properties = {};
      for (const [name, value] of Object.entries(toProperties(entry, batch)))
        properties[name] = typeof value === "string" ? shorten(id, name, value, MOST_TEXT, notes) : (value as Json);
      return {
        event_type: type === "identify" ? "$identify" : toEventName(entry),
        insert_id: id,
        time: at,
        device_id: batch.visitor ?? id,
        session_id: toSession(batch.session),
        event_properties: properties,
        user_properties: type === "identify" ? data : undefined,
        library: `waymark/${batch.sdk}`,
      };
    });
    return { body: JSON.stringify({ api_key: key, events }), notes };
  },
  read(status, reply, { entries }) {
    if (status !== 400) return undefined;
    const refused = toRefused(reply, entries);
    // Without a word of any event it is the request that is wrong, such as its key.
    return refused.some(({ retry }) => retry) || refused.every(({ reason }) => reason)
      ? { outcome: "done", refused }
      : { outcome: "refused", remark: (reply as { error?: string }).error };
  },
};
