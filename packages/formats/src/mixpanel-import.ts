// Mixpanel's `/import`, which takes events of any age and needs a secret.
import type { Format, Refusal } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toMixpanel } from "./to-mixpanel.ts";
import { withQuery } from "./with-query.ts";

type Failed = { readonly index: number; readonly field?: string; readonly message?: string };

/**
 * Strict: it says which events it does not take, and takes the others of the same request.
 * Source: https://developer.mixpanel.com/reference/import-events.
 *
 * | Waymark  | Mixpanel                                        |
 * | -------- | ----------------------------------------------- |
 * | secret   | user of Basic authorisation, without a password |
 * | all else | as `mixpanel`                                   |
 */
export const mixpanelImport: Format = {
  name: "mixpanel-import",
  type: "application/json",
  dedupes: true,
  preflight: true,
  maxBytes: 10_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  toUrl: ({ url }) => withQuery(url, "strict", "1"),
  toHeaders: ({ secret }) => ({ Authorization: `Basic ${btoa(`${secret}:`)}` }),
  encode: (batch) => ({ body: JSON.stringify(toMixpanel(batch)) }),
  read(status, reply, { entries }) {
    const { failed_records: failed = [] } = reply as { failed_records?: readonly Failed[] };
    if (status !== 400 || !failed.length) return undefined;
    const refused = failed.flatMap(({ index, field = "", message = "" }): Refusal[] => {
      const id = entries[index]?.id;
      return id ? [{ id, reason: `${field}: ${message}`, retry: false }] : [];
    });
    return { outcome: "done", refused };
  },
};
