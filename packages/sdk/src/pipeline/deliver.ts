// Sends one batch and says what became of it. Only a receipt that echoes the batch lets entries go.
import type { Receipt } from "@waymark/protocol";
import type { Options } from "../options.ts";
import { bytesOf } from "./batch.ts";

/** What became of a batch. Waits are ms. */
export interface Result {
  /** Every entry is durable at the collector but the refused ones. */
  readonly receipt?: Pick<Receipt, "refused"> | undefined;
  /** The batch is too large: fewer bytes. */
  readonly isTooLarge?: boolean | undefined;
  /** Something in it is wrong, and nobody says what: try smaller pieces. */
  readonly isToSplit?: boolean | undefined;
  /** The status of an answer that is none of a collector's: a wrong key, path or permission. Keep all, knock rarely. */
  readonly deniedBy?: number | undefined;
  /** The operator wants no more of this page. */
  readonly isOver?: boolean | undefined;
  /** Nothing came back that says whether the batch has arrived. */
  readonly isUnknown?: boolean | undefined;
  /** Whatever comes next, not before this. With nothing else the collector is in trouble: keep all, try again. */
  readonly floor?: number | undefined;
}

/** `isLeaving`: nothing can be waited for before the request, and nobody may be there to hear the answer. */
export type Deliver = (body: string, batch: string, isLeaving?: boolean) => Promise<Result>;

/** The browser allows 64 KiB of keepalive requests in flight for the whole page; a quarter is left to the page. */
export const KEEPALIVE_BYTES = 48 * 1024;
/** Bytes from which compressing is worth its time. */
const COMPRESS_FROM = 8 * 1024;
const TIMEOUT = 15_000;

const compress = (text: string): Promise<ArrayBuffer> =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();

/** Never rejects. A body must not be larger than `KEEPALIVE_BYTES`. */
export function createDeliver(collector: string, ack: Options["ack"], send: typeof fetch = fetch): Deliver {
  let inFlight = 0;
  return async (text, batch, isLeaving) => {
    let bytes = bytesOf(text);
    let url = collector;
    let body: string | ArrayBuffer = text;
    try {
      if (!isLeaving && bytes > COMPRESS_FROM) {
        // Bytes without a type, told by their first two: a `Content-Encoding` header would cost a preflight.
        body = await compress(text);
        bytes = body.byteLength;
        url += `${/\?/.test(url) ? "&" : "?"}z=gzip`;
      }
    } catch {
      // as it is, where there is no CompressionStream
    }
    const keepalive = inFlight + bytes <= KEEPALIVE_BYTES;
    if (keepalive) inFlight += bytes;
    try {
      const signal = AbortSignal.timeout(TIMEOUT);
      const reply = await send(url, { method: "POST", body, keepalive, credentials: "omit", signal });
      // Read to its end always: Chromium keeps an unread reply's share of the keepalive budget for ever.
      const json = toJson(await reply.text());
      return toResult(reply, json, ack === "status" || json.batch === batch);
    } catch {
      // The page's own requests may have used the budget up; what a beacon says of itself proves nothing either way.
      if (isLeaving) navigator.sendBeacon?.(collector, text);
      return { isUnknown: true };
    } finally {
      if (keepalive) inFlight -= bytes;
    }
  };
}

function toResult({ ok, status, headers }: Response, json: Partial<Receipt>, isOurs: boolean): Result {
  const floor = Math.max(Number(json.retryAfterMs) || 0, toMs(headers.get("Retry-After")));
  const receipt = isOurs ? { refused: [json.refused ?? []].flat().filter(Boolean) } : undefined;
  if (ok && receipt) return { receipt, floor };
  if (status === 400 || status === 422) return { receipt, floor, isToSplit: true };
  if (status === 413) return { isTooLarge: true };
  if (status === 410 && (json as { stop?: unknown }).stop === true) return { isOver: true };
  // A 2xx without the echo comes from a captive portal or a wrong path, never from the collector.
  return status < 408 ? { deniedBy: status, isUnknown: status < 400 } : { floor };
}

/** `Retry-After` is seconds or a date: RFC 9110, section 10.2.3. */
const toMs = (text: string | null): number => Number(text) * 1000 || Date.parse(`${text}`) - Date.now() || 0;

function toJson(text: string): Partial<Receipt> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
