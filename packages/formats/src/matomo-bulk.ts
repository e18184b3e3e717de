// Matomo's bulk tracking API with a token, which may tell of any time.
import type { Format, Refusal } from "@waymark/protocol";
import { refuseForget } from "./refuse-forget.ts";
import { toMatomo } from "./to-matomo.ts";

/**
 * As `matomo`, with a token: so entries of any age, and it tells which requests it could not use.
 * Source: https://developer.matomo.org/api-reference/tracking-api#bulk-tracking.
 *
 * | Waymark  | Matomo       |
 * | -------- | ------------ |
 * | secret   | `token_auth` |
 * | all else | as `matomo`  |
 */
export const matomoBulk: Format = {
  name: "matomo-bulk",
  type: "application/json",
  dedupes: false,
  preflight: true,
  maxBytes: 1_000_000,
  maxEntries: 100,
  refuse: refuseForget,
  encode: (batch, { key, secret }) => toMatomo(batch, key, secret),
  read(status, reply, { entries }) {
    const { invalid_indices: indices = [] } = reply as { invalid_indices?: readonly number[] };
    const refused = indices.flatMap((index): Refusal[] => {
      const id = entries[index]?.id;
      return id ? [{ id, reason: "Matomo could not use it", retry: false }] : [];
    });
    return status < 300 ? { outcome: "done", refused } : undefined;
  },
};
