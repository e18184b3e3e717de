// Sends one batch and says what became of it. Only a receipt that echoes the batch lets entries go.
import type { Receipt } from "@waymark/protocol";
import { bytesOf } from "./batch.ts";

/** What the queue has to do next. Waits are ms. */
export type Result =
  /** Every entry is durable at the collector but the refused ones. */
  | { readonly type: "received"; readonly receipt: Receipt }
  /** Too large, or something in it is wrong: try smaller pieces; a single entry is refused for good. */
  | { readonly type: "split" }
  /** A wrong key, path or permission: keep all, knock rarely. */
  | { readonly type: "denied"; readonly status: number }
  /** Unknown outcome or a collector in trouble: keep all, try again, not before `floor`. */
  | { readonly type: "retry"; readonly floor: number };

export type Deliver = (body: string, batch: string) => Promise<Result>;

/** The browser allows 64 KiB of keepalive requests in flight for the whole page; a quarter is left to the page. */
export const KEEPALIVE_BYTES = 48 * 1024;
const TIMEOUT = 15_000;

/** Never rejects. */
export function createDeliver(collector: string, send: typeof fetch = fetch): Deliver {
  let inFlight = 0;
  return async (body, batch) => {
    const bytes = bytesOf(body);
    const keepalive = inFlight + bytes <= KEEPALIVE_BYTES;
    if (keepalive) inFlight += bytes;
    try {
      const reply = await send(collector, {
        method: "POST",
        body,
        keepalive,
        credentials: "omit",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      // Read to its end always: Chromium keeps an unread reply's share of the keepalive budget for ever.
      return toResult(reply.status, toJson(await reply.text()), reply.headers.get("Retry-After"), batch);
    } catch {
      return { type: "retry", floor: 0 };
    } finally {
      if (keepalive) inFlight -= bytes;
    }
  };
}

function toResult(status: number, json: Partial<Receipt>, retryAfter: string | null, batch: string): Result {
  if (status >= 200 && status < 300 && json.batch === batch) {
    return { type: "received", receipt: { accepted: 0, serverTime: 0, ...json, batch, refused: json.refused ?? [] } };
  }
  if (status === 400 || status === 413 || status === 422) return { type: "split" };
  // A 2xx without the echo comes from a captive portal or a wrong path, never from the collector.
  if (status < 400 || [401, 403, 404, 405].includes(status)) return { type: "denied", status };
  return { type: "retry", floor: Math.max(json.retryAfterMs || 0, toDelay(retryAfter)) };
}

/** `Retry-After` in seconds or as an HTTP date; ms, at most a day. */
function toDelay(retryAfter: string | null): number {
  if (!retryAfter) return 0;
  const delay = Number(retryAfter) * 1000 || Date.parse(retryAfter) - Date.now();
  return Math.min(Math.max(delay || 0, 0), 86_400_000);
}

function toJson(text: string): Partial<Receipt> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
