// Segment's tracking API, `/v1/batch`.
import type { Format } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toSegment } from "./to-segment.ts";

/**
 * Sources: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/ and
 * https://github.com/segmentio/analytics-next, which sends plain text, too. It answers 200 even to events that it drops.
 *
 * | Waymark                       | Segment                                                                             |
 * | ----------------------------- | ----------------------------------------------------------------------------------- |
 * | `id`                          | `messageId`, by which it keeps a message once within 24 hours at least              |
 * | `at`, `sentAt`                | `timestamp`, `sentAt`, from which it corrects the clock                             |
 * | `visitor`, `session`          | `anonymousId`, `context.sessionId`                                                  |
 * | page                          | `page` with `context.page`                                                          |
 * | answer                        | `track` of `Survey Answered` with `survey_id`, `question_id`, `score`, `verbatim` … |
 * | survey shown, dismissed …     | `track` of `Survey Shown` …                                                         |
 * | `identify()`                  | `identify` with `traits`                                                            |
 * | friction, abandonment, others | `track` of `Friction Met`, `Stage Leaving` …, see `toEventName`                     |
 */
export const segment: Format = {
  name: "segment",
  type: "text/plain;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 500_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode: (batch, { key }) => ({ body: toSegment(batch, key) }),
};
