// A list of entries as JSON, for an endpoint of one's own.
import type { Format } from "@waymark/protocol";
import { toRecords } from "./to-records.ts";

/**
 * As plain text, so that no browser asks for permission first: parse the body whatever its type. Any 2xx takes all of it.
 * Source: RFC 8259; `Entry` of `@waymark/protocol`.
 *
 * | Waymark                                                | target                      |
 * | ------------------------------------------------------ | --------------------------- |
 * | entry                                                  | item of the list            |
 * | `site` `visitor` `session` `sdk` `plan` of the batch   | fields of each item         |
 * | `id`                                                   | `id`: keep the same id once |
 */
export const webhook: Format = {
  name: "webhook",
  type: "text/plain;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 64 * 1024,
  maxEntries: 100,
  encode: (batch) => ({ body: JSON.stringify(toRecords(batch)) }),
};
