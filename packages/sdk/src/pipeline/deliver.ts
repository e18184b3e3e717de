// Sends one batch and says what became of it. Only a receipt that echoes the batch lets entries go.
import type { Receipt } from "@waymark/protocol";

/** What became of a batch. Waits are ms. */
export interface Result {
  /** Every entry is durable at the collector but the refused ones. */
  readonly receipt?: Pick<Receipt, "refused" | "retryAfterMs"> | undefined;
  /** Too large, or something in it is wrong: try smaller pieces; a single entry is refused for good. */
  readonly isToSplit?: boolean | undefined;
  /** A wrong key, path or permission: keep all, knock rarely. */
  readonly deniedBy?: number | undefined;
  /** In every other case the outcome is unknown or the collector in trouble: keep all, try again, not before this. */
  readonly floor?: number | undefined;
}

export type Deliver = (body: string, batch: string) => Promise<Result>;

/** The browser allows 64 KiB of keepalive requests in flight for the whole page; a quarter is left to the page. */
export const KEEPALIVE_BYTES = 48 * 1024;
const TIMEOUT = 15_000;

/** Never rejects. A body must not be larger than `KEEPALIVE_BYTES`. */
export function createDeliver(collector: string, send: typeof fetch = fetch): Deliver {
  return async (body, batch) => {
    try {
      const reply = await send(collector, {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      // Read to its end always: Chromium keeps an unread reply's share of the keepalive budget for ever.
      return toResult(reply, toJson(await reply.text()), batch);
    } catch {
      return {};
    }
  };
}

function toResult({ ok, status, headers }: Response, json: Partial<Receipt>, batch: string): Result {
  if (ok && json.batch === batch) return { receipt: { refused: [], ...json } };
  if ([400, 413, 422].includes(status)) return { isToSplit: true };
  // A 2xx without the echo comes from a captive portal or a wrong path, never from the collector.
  if (status < 400 || [401, 403, 404, 405].includes(status)) return { deniedBy: status };
  return { floor: json.retryAfterMs || Number(headers.get("Retry-After")) * 1000 || 0 };
}

function toJson(text: string): Partial<Receipt> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
