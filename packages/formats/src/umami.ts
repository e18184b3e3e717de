// Umami's `/api/batch`.
import type { Batch, Entry, Format, Note, Refusal } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { cut, flatten, shorten } from "./shorten.ts";
import { toAddress } from "./to-address.ts";
import { toEventName, toProperties } from "./to-event.ts";

const MOST_NAME = 50;
const MOST_TEXT = 500;
const MOST_URL = 500;

function toItem(entry: Entry, batch: Batch, website: string | undefined, notes: Note[]) {
  const { id, at, page } = entry;
  const { hostname = batch.site, pathname = "/", search = "" } = toAddress(page?.url) ?? {};
  const where = { website, hostname: cut(hostname, 100), url: cut(pathname + search, MOST_URL), id: batch.visitor };
  const when = { ...where, referrer: page?.referrer, timestamp: Math.floor(at / 1000) };
  if (entry.kind === "touchpoint" && entry.type === "page") return { type: "event", payload: when };
  const { url, referrer, ...properties } = toProperties(entry, batch);
  const name = shorten(id, "name", toEventName(entry), MOST_NAME, notes);
  const data = flatten(id, { entry: id, session: batch.session, ...properties }, MOST_TEXT, notes);
  return { type: entry.type === "identify" ? "identify" : "event", payload: { ...when, name, data } };
}

/**
 * It drops what it takes for a bot, and says so (`beep`). The same event twice is two rows. Its clock has seconds.
 * Source: `src/app/api/batch/route.ts`, `src/app/api/send/route.ts` of https://github.com/umami-software/umami (3.1).
 *
 * | Waymark                       | Umami                                                                             |
 * | ----------------------------- | --------------------------------------------------------------------------------- |
 * | key                           | `website`                                                                         |
 * | `id`, `session`               | `data.entry`, `data.session`                                                      |
 * | `at`                          | `timestamp`, whole seconds                                                        |
 * | `visitor`                     | `id`                                                                              |
 * | page                          | event without a name: a page view of `hostname` and `url`                         |
 * | answer                        | `Survey Answered` with `survey_id`, `score`, `verbatim` …; text over 500 is cut   |
 * | `identify()`                  | `identify` with `data`                                                            |
 * | friction, abandonment, others | `Friction Met`, `Stage Leaving` …; names over 50 are cut; what is nested, as JSON |
 */
export const umami: Format = {
  name: "umami",
  type: "text/plain;charset=UTF-8",
  dedupes: false,
  preflight: false,
  maxBytes: 1_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode(batch, { key }) {
    const notes: Note[] = [];
    return { body: JSON.stringify(batch.entries.map((entry) => toItem(entry, batch, key, notes))), notes };
  },
  read(status, reply, { entries }) {
    if (status >= 300) return undefined;
    const { beep, details = [] } = reply as {
      beep?: string;
      details?: readonly { index: number; response: unknown }[];
    };
    if (beep) return { outcome: "refused", remark: "taken for a bot" };
    const refused = details.map(
      ({ index, response }): Refusal => ({
        id: `${entries[index]?.id}`,
        reason: JSON.stringify(response),
        retry: false,
      }),
    );
    return { outcome: "done", refused };
  },
};
