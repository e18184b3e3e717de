// CloudEvents 1.0 over HTTP, in batched content mode.
import type { Format } from "@waymark/protocol";
import { toIso } from "./to-iso.ts";

/**
 * Names of attributes are lower-case letters and digits. A receiver need not take batches; those that do keep an event once
 * by `source` and `id`.
 * Sources: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md, `formats/json-format.md` and
 * `bindings/http-protocol-binding.md` beside it; answers by `http-webhook.md`.
 *
 * | Waymark              | CloudEvents                                               |
 * | -------------------- | --------------------------------------------------------- |
 * | key                  | `source`; without it `urn:waymark:<site>`                 |
 * | `id`, `at`           | `id`, `time`                                              |
 * | `kind`, `type`       | `type`, such as `dev.waymark.answer.csat.v1`              |
 * | `visitor`, `session` | `subject`, `session`                                      |
 * | `stage`, `step`      | `stage`, `step`                                           |
 * | secret               | `Authorization: Bearer`                                   |
 * | the whole entry      | `data`                                                    |
 */
export const cloudevents: Format = {
  name: "cloudevents",
  type: "application/cloudevents-batch+json;charset=UTF-8",
  dedupes: true,
  preflight: true,
  maxBytes: 64 * 1024,
  maxEntries: 100,
  toHeaders: ({ secret }) => (secret ? { Authorization: `Bearer ${secret}` } : {}) as { [name: string]: string },
  encode: (batch, { key }) => ({
    body: JSON.stringify(
      batch.entries.map((entry) => ({
        specversion: "1.0",
        id: entry.id,
        source: key ?? `urn:waymark:${batch.site}`,
        type: `dev.waymark.${entry.kind}.${entry.type}.v1`,
        time: toIso(entry.at),
        subject: batch.visitor,
        session: batch.session,
        stage: entry.stage ?? undefined,
        step: entry.step,
        datacontenttype: "application/json",
        data: entry,
      })),
    ),
  }),
  // 415: what is sent is not taken in this form, now and for ever.
  read: (status) => (status === 415 ? { outcome: "refused", remark: "it takes no batches" } : undefined),
};
