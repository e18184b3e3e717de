// Matomo's bulk tracking API as its own tag uses it, without a token.
import type { Format } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toMatomo } from "./to-matomo.ts";

const DAY = 86_400_000;

/**
 * What happened more than 24 hours ago Matomo takes with a token only: by `matomo-bulk`. It keeps no ids: the same request
 * twice is counted twice. How many requests it could not use it tells, but not which.
 * Sources: https://developer.matomo.org/api-reference/tracking-api; `plugins/BulkTracking` of https://github.com/matomo-org/matomo.
 *
 * | Waymark              | Matomo                                                                                |
 * | -------------------- | ------------------------------------------------------------------------------------- |
 * | key                  | `idsite`                                                                              |
 * | `at`                 | `cdt`, whole seconds                                                                  |
 * | `visitor`            | `_id`, its last 16 digits                                                             |
 * | page                 | page view of `url`, from `urlref`                                                     |
 * | answer               | `e_c` survey, `e_a` survey.question, `e_n` choice or words, `e_v` score; no evidence  |
 * | survey shown …       | `e_c` survey, `e_a` shown …, `e_n` survey                                             |
 * | friction, abandonment | `e_c` friction, `e_a` type and state, `e_n` name / stage / step, `e_v` weight        |
 * | other touchpoints    | the same with `e_c` touchpoint; their data is not carried                             |
 * | `id`, `session`      | not carried                                                                           |
 */
export const matomo: Format = {
  name: "matomo",
  type: "application/x-www-form-urlencoded;charset=UTF-8",
  dedupes: false,
  preflight: false,
  maxBytes: 1_000_000,
  maxEntries: 100,
  refuse: (entry, { sentAt }) => (sentAt - entry.at >= DAY ? "older than 24 hours" : refuseForget(entry)),
  encode: (batch, { key }) => toMatomo(batch, key),
  read(status, reply) {
    const { invalid } = reply as { invalid?: number };
    return status < 300 && invalid ? { outcome: "done", remark: `${invalid} not usable` } : undefined;
  },
};
