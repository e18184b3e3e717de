// RudderStack's gateway by the path that its own tag uses when a page goes, `/beacon/v1/batch`.
import type { Format } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toSegment } from "./to-segment.ts";
import { withQuery } from "./with-query.ts";

/**
 * Messages as in `segment`; the write key stands in the query, since `/v1/batch` takes it in a header alone. Each keeps its
 * `messageId`, by which the gateway keeps one once where that is switched on, and else the destination does.
 * Source: `gateway` of https://github.com/rudderlabs/rudder-server at f2655fb.
 *
 * | Waymark         | RudderStack     |
 * | --------------- | --------------- |
 * | key             | `?writeKey=`    |
 * | all else        | as in `segment` |
 */
export const rudderstack: Format = {
  name: "rudderstack",
  type: "text/plain;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 4_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  toUrl: ({ url, key }) => withQuery(url, "writeKey", key),
  encode: (batch) => ({ body: toSegment(batch) }),
};
