// Mixpanel's `/track`, as a form.
import type { Format } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toMixpanel } from "./to-mixpanel.ts";
import { withQuery } from "./with-query.ts";

const FIVE_DAYS = 432_000_000;

/**
 * What happened more than five days ago Mixpanel takes by `mixpanel-import` only.
 * Sources: https://developer.mixpanel.com/reference/track-event; https://github.com/mixpanel/mixpanel-js.
 *
 * | Waymark                       | Mixpanel                                                                |
 * | ----------------------------- | ----------------------------------------------------------------------- |
 * | key                           | `token`                                                                 |
 * | `id`                          | `$insert_id`, by which it keeps an event once                           |
 * | `at`                          | `time`, ms                                                              |
 * | `visitor`, `session`          | `distinct_id`, `$session_id`                                            |
 * | page                          | `Page Viewed` with `$current_url`, `$referrer`                          |
 * | answer                        | `Survey Answered` with `survey_id`, `question_id`, `score`, `verbatim` … |
 * | friction, abandonment, others | `Friction Met`, `Stage Leaving` …, see `toEventName`                    |
 */
export const mixpanel: Format = {
  name: "mixpanel",
  type: "application/x-www-form-urlencoded;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 1_000_000,
  maxEntries: 100,
  refuse: (entry, { sentAt }) =>
    sentAt - entry.at >= FIVE_DAYS ? "older than five days: Mixpanel takes it by import only" : refuseForget(entry),
  toUrl: ({ url }) => withQuery(url, "verbose", "1"),
  encode: (batch, { key }) => ({ body: `data=${encodeURIComponent(JSON.stringify(toMixpanel(batch, key)))}` }),
  read(status, reply) {
    // It answers 200 with a 0 to what it does not take.
    const { status: verdict, error } = Object(reply) as { status?: number; error?: string };
    const isTaken = reply !== 0 && verdict !== 0;
    return status >= 300 || isTaken ? undefined : { outcome: "refused", remark: error ?? "not taken" };
  },
};
