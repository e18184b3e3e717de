// Snowplow's tracker protocol, `/com.snowplowanalytics.snowplow/tp2`.
import type { Batch, Entry, Format } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toProperties } from "./to-event.ts";

const SNOWPLOW = "iglu:com.snowplowanalytics.snowplow";

/** Of the schemas that are published beside this package, in `iglu/schemas`. */
const toSchema = (kind: string): string =>
  `iglu:dev.waymark/${kind === "answer" ? "survey_answer" : kind}/jsonschema/1-0-0`;

const toBase64 = (value: unknown): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

/** Answers and outcomes are flat there, as their schemas are; of all else the data stands apart. */
function toData(entry: Entry, batch: Batch) {
  const { kind, url, referrer, ...rest } = toProperties(entry, batch);
  const { type, name, stage, step, tab, seq, test, channel, customer_key, plan, automated, ...data } = rest;
  const common = { type, name, stage, step, tab, seq, test, channel, customer_key, plan, automated };
  const isFlat = kind === "answer" || kind === "survey";
  return { ...common, ...(isFlat ? data : { data }) };
}

/** Every value is text; what is `undefined` is left out by JSON. */
function toEvent(entry: Entry, batch: Batch, key: string | undefined) {
  const { id, at, kind, type, page } = entry;
  const { visitor, session, sdk, site, sentAt } = batch;
  const isPage = kind === "touchpoint" && type === "page";
  const event = { schema: toSchema(kind), data: toData(entry, batch) };
  return {
    e: isPage ? "pv" : "ue",
    p: "web",
    tv: `waymark-${sdk}`,
    aid: key ?? site,
    eid: id,
    duid: visitor,
    sid: session,
    dtm: `${at}`,
    stm: `${sentAt}`,
    url: page?.url,
    refr: page?.referrer,
    ...(isPage
      ? { cx: toBase64({ schema: `${SNOWPLOW}/contexts/jsonschema/1-0-0`, data: [event] }) }
      : { ue_px: toBase64({ schema: `${SNOWPLOW}/unstruct_event/jsonschema/1-0-0`, data: event }) }),
  };
}

/**
 * As JSON, which a browser asks permission for: as plain text the collector would take it, and lose it later. It checks
 * nothing at the door; what fails its schema stands among the failed events.
 * Sources: https://docs.snowplow.io/docs/events/going-deeper/http-requests/ and payload_data 1-0-4 of
 * https://github.com/snowplow/iglu-central at 5a750c4; the schemas of `iglu/schemas` are ours.
 *
 * | Waymark                       | Snowplow                                                           |
 * | ----------------------------- | ------------------------------------------------------------------ |
 * | key                           | `aid`; without it the site's name                                  |
 * | `id`                          | `eid`, by which it drops copies downstream                         |
 * | `at`, `sentAt`                | `dtm`, `stm`                                                       |
 * | `visitor`, `session`          | `duid`, `sid`                                                      |
 * | page                          | `e=pv` with `url`, `refr`, and the context `dev.waymark/touchpoint` |
 * | answer                        | `e=ue` of `dev.waymark/survey_answer`                              |
 * | survey shown, dismissed …     | `e=ue` of `dev.waymark/survey`                                     |
 * | friction, abandonment, others | `e=ue` of `dev.waymark/friction`, `/touchpoint`, `/gap`            |
 */
export const snowplow: Format = {
  name: "snowplow",
  type: "application/json;charset=UTF-8",
  dedupes: true,
  preflight: true,
  maxBytes: 1_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode: (batch, { key }) => ({
    body: JSON.stringify({
      schema: `${SNOWPLOW}/payload_data/jsonschema/1-0-4`,
      data: batch.entries.map((entry) => toEvent(entry, batch, key)),
    }),
  }),
};
