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

/** gzip, or nothing where the browser can't; never rejects. */
export type Compress = (text: string) => Promise<ArrayBuffer | undefined>;
/** `isLeaving`: nothing can be waited for before the request, and nobody may be there to hear the answer. */
export type Deliver = (body: string, batch: string, isLeaving?: boolean) => Promise<Result>;

/** The browser allows 64 KiB of keepalive requests in flight for the whole page; a quarter is left to the page. */
export const KEEPALIVE_BYTES = 48 * 1024;
/** Bytes from which compressing is worth its time. */
const COMPRESS_FROM = 8 * 1024;
const TIMEOUT = 15_000;

/** Never rejects. A body must not be larger than `KEEPALIVE_BYTES`. */
export function createDeliver(
  collector: string,
  ack: Options["ack"],
  send: typeof fetch = fetch,
  compress?: Compress,
): Deliver {
  let inFlight = 0;
  return async (text, batch, isLeaving) => {
    const packed = isLeaving || bytesOf(text) <= COMPRESS_FROM ? undefined : await compress?.(text);
    const bytes = packed?.byteLength ?? bytesOf(text);
    const url = packed ? `${collector}${/\?/.test(collector) ? "&" : "?"}z=gzip` : collector;
    const keepalive = inFlight + bytes <= KEEPALIVE_BYTES;
    if (keepalive) inFlight += bytes;
    const ended = new AbortController();
    const signal = AbortSignal.timeout(TIMEOUT);
    try {
      const ask = async () => {
        const reply = await send(url, { method: "POST", body: packed ?? text, keepalive, credentials: "omit", signal });
        // Read to its end always: Chromium keeps an unread reply's share of the keepalive budget for ever.
        const json = toJson(await reply.text());
        return toResult(reply, json, ack === "status" || json.batch === batch);
      };
      return await Promise.race([ask(), comeBack(ended.signal)]);
    } catch {
      // The page's own requests may have used the budget up; what a beacon says of itself proves nothing either way.
      if (isLeaving) navigator.sendBeacon?.(collector, text);
      return { isUnknown: true };
    } finally {
      ended.abort();
      // WebKit gives a request's share back when its connection ends, not when it is given up.
      if (keepalive && !signal.aborted) inFlight -= bytes;
    }
  };
}

/** What was in flight when its page went into the page cache, Firefox and WebKit never settle, nor do they hear a signal. */
const comeBack = (signal: AbortSignal): Promise<Result> =>
  new Promise((resolve) => {
    addEventListener("pageshow", ({ persisted }) => persisted && resolve({ isUnknown: true }), { signal });
  });

/** A receipt, or what else a collector may say: RFC 9457 problems with the `path` in the batch, and the operator's `stop`. */
type Reply = Partial<Receipt> & { readonly path?: string; readonly stop?: unknown };

function toResult({ ok, status, headers }: Response, json: Reply, isOurs: boolean): Result {
  const floor = Math.max(Number(json.retryAfterMs) || 0, toMs(headers.get("Retry-After")));
  const receipt = isOurs ? { refused: [json.refused ?? []].flat().filter(Boolean) } : undefined;
  if (ok && receipt) return { receipt, floor };
  // What is wrong with a batch beside its entries, such as the site's name, no splitting mends.
  const isHead = json.path && !/^(body|entries)/.test(json.path);
  if (!isHead && (status === 400 || status === 422)) return { receipt, floor, isToSplit: true };
  if (status === 413) return { isTooLarge: true };
  if (status === 410 && json.stop === true) return { isOver: true };
  // A 2xx without the echo comes from a captive portal or a wrong path, never from the collector.
  return status < 408 ? { deniedBy: status, isUnknown: status < 400 } : { floor };
}

/** `Retry-After` is seconds or a date: RFC 9110, section 10.2.3. */
const toMs = (text: string | null): number => Number(text) * 1000 || Date.parse(`${text}`) - Date.now() || 0;

function toJson(text: string): Reply {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
