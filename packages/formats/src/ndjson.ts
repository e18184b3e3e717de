// Entries as lines of JSON, for whatever appends bodies to a file.
import type { Format } from "@waymark/protocol";
import { toRecords } from "./to-records.ts";

/**
 * As plain text, so that no browser asks for permission first. Any 2xx takes all of it.
 * Source: https://github.com/ndjson/ndjson-spec; `Entry` of `@waymark/protocol`.
 *
 * | Waymark                                              | target                      |
 * | ---------------------------------------------------- | --------------------------- |
 * | entry                                                | line                        |
 * | `site` `visitor` `session` `sdk` `plan` of the batch | fields of each line         |
 * | `id`                                                 | `id`: keep the same id once |
 */
export const ndjson: Format = {
  name: "ndjson",
  type: "text/plain;charset=UTF-8",
  dedupes: true,
  preflight: false,
  maxBytes: 64 * 1024,
  maxEntries: 100,
  encode: (batch) => ({
    body: toRecords(batch)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(""),
  }),
};
