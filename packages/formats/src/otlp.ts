// OpenTelemetry's OTLP over HTTP: log records as JSON, to `/v1/logs`.
import type { Batch, Entry, Format, Json, JsonObject } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toProperties } from "./to-event.ts";

const INFO = 9;

type AnyValue = { readonly [kind: string]: unknown };

/** Whole numbers are text in proto3's JSON. */
function toValue(value: Json): AnyValue {
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isSafeInteger(value) ? { intValue: `${value}` } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toValue) } };
  return value instanceof Object
    ? { kvlistValue: { values: toAttributes(value as JsonObject) } }
    : { stringValue: `${value ?? ""}` };
}

const toAttributes = (values: { readonly [name: string]: Json | undefined }, prefix = "") =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({ key: prefix + name, value: toValue(value as Json) }));

function toRecord(entry: Entry, batch: Batch) {
  const { verbatim, url, ...rest } = toProperties(entry, batch);
  const conventions = { "event.id": entry.id, "session.id": batch.session, "user.id": batch.visitor, "url.full": url };
  return {
    timeUnixNano: `${entry.at}000000`,
    observedTimeUnixNano: `${batch.sentAt}000000`,
    severityNumber: INFO,
    eventName: `waymark.${entry.kind}.${entry.type}`,
    body: verbatim ? { stringValue: verbatim } : undefined,
    attributes: [...toAttributes(conventions), ...toAttributes(rest, "waymark.")],
  };
}

/**
 * The protocol has no ids: `event.id` lets whoever stores the records keep one once, and most do not.
 * Sources: https://opentelemetry.io/docs/specs/otlp/#otlphttp and `logs.proto` of
 * https://github.com/open-telemetry/opentelemetry-proto at ac2c4b5; `session.id`, `user.id`, `url.full` of its semantic
 * conventions, which have none for surveys and journeys.
 *
 * | Waymark                       | OTLP                                                                                    |
 * | ----------------------------- | --------------------------------------------------------------------------------------- |
 * | key                           | `service.name` of the resource; without it the site's name                              |
 * | `id`                          | attribute `event.id`                                                                    |
 * | `at`, `sentAt`                | `timeUnixNano`, `observedTimeUnixNano`                                                  |
 * | `visitor`, `session`          | `user.id`, `session.id`                                                                 |
 * | answer                        | `eventName` `waymark.answer.csat` …, its words as `body`, `waymark.score` …             |
 * | page, friction, all others    | `eventName` `waymark.touchpoint.page`, `waymark.friction.abandon` …, data as `waymark.…` |
 */
export const otlp: Format = {
  name: "otlp",
  type: "application/json",
  dedupes: false,
  preflight: true,
  maxBytes: 4_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode(batch, { key }) {
    const resource = { attributes: toAttributes({ "service.name": key ?? batch.site }) };
    const scope = { name: "waymark", version: batch.sdk };
    const logRecords = batch.entries.map((entry) => toRecord(entry, batch));
    return { body: JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }] }) };
  },
  read(status, reply) {
    const { partialSuccess: part } = reply as {
      partialSuccess?: { rejectedLogRecords?: number | string; errorMessage?: string };
    };
    const rejected = Number(part?.rejectedLogRecords ?? 0);
    // What it has taken in part must not be sent again, and it does not say which it left out.
    if (status < 300 && (rejected || part?.errorMessage))
      return { outcome: "done", remark: `${rejected} records rejected: ${part?.errorMessage ?? ""}` };
    // Of servers' errors 500 and 501 are for ever there.
    return status === 500 || status === 501 ? { outcome: "refused" } : undefined;
  },
};
