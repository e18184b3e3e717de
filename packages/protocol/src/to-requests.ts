// A batch as a format's requests: within the target's limits, and with nothing left out in silence.
import type { Batch } from "./batch.ts";
import type { Entry } from "./entry.ts";
import type { Format, FormatRequest, Note, Target } from "./format.ts";

/** Every entry of a batch is in one of the requests or among the refused. */
export interface Requests {
  readonly requests: readonly FormatRequest[];
  /** What the target can't be given, and why. */
  readonly refused: readonly Note[];
}

/** Pure. Requests keep the order of the entries. */
export function toRequests(format: Format, batch: Batch, target: Target): Requests {
  const { type, maxBytes, maxEntries } = format;
  const requests: FormatRequest[] = [];
  const refused: Note[] = [];
  const url = format.toUrl?.(target) ?? target.url;
  const headers = format.toHeaders?.(target) ?? {};
  const add = (entries: readonly Entry[]): void => {
    const [first] = entries;
    if (!first) return;
    const part = { ...batch, entries };
    const encoded = entries.length > maxEntries ? undefined : format.encode(part, target);
    if (encoded && new TextEncoder().encode(encoded.body).length <= maxBytes)
      requests.push({ ...encoded, method: "POST", url, type, headers, batch: part });
    else if (entries.length === 1) refused.push({ id: first.id, reason: `takes more than ${maxBytes} bytes` });
    else {
      const half = Math.min(maxEntries, Math.ceil(entries.length / 2));
      add(entries.slice(0, half));
      add(entries.slice(half));
    }
  };
  const isCarried = (entry: Entry) => {
    const reason = format.refuse?.(entry, batch);
    if (reason) refused.push({ id: entry.id, reason });
    return !reason;
  };
  add(batch.entries.filter(isCarried));
  return { requests, refused };
}
