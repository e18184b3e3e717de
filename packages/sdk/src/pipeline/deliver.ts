// Sends one batch and says what came back.
import type { Receipt } from "@waymark/protocol";
import type { Options } from "../options.ts";
import { bytesOf } from "./batch.ts";

/** A receipt, or what else a collector may say: RFC 9457 problems with the `path` in the batch, and the operator's `stop`. */
export type Reply = Partial<Receipt> & { readonly path?: string; readonly stop?: unknown };

/** What came back. Only one that is ours with a status below 300 says that the batch is durable, but for what it refuses. */
export interface Answer {
  /** 0 when nothing came back that says whether the batch has arrived. */
  readonly status: number;
  /** Whether it names the batch: captive portals and wrong paths answer 200 too. */
  readonly isOurs: boolean;
  readonly reply: Reply;
  /** Whatever comes next, not before this, ms. */
  readonly floor: number;
}

/** gzip, or nothing where that is not worth its time or the browser can't; never rejects. */
export type Compress = (text: string) => Promise<ArrayBuffer | undefined>;
/** `isLeaving`: nothing can be waited for before the request, and nobody may be there to hear the answer. */
export type Deliver = (body: string, batch: string, isLeaving?: boolean) => Promise<Answer>;

/** The browser allows 64 KiB of keepalive requests in flight for the whole page; a quarter is left to the page. */
export const KEEPALIVE_BYTES = 48 * 1024;
const TIMEOUT = 15_000;
const NOTHING: Answer = { status: 0, isOurs: false, reply: {}, floor: 0 };

/** Never rejects. A body must not be larger than `KEEPALIVE_BYTES`. */
export function createDeliver(
  collector: string,
  ack: Options["ack"],
  send: typeof fetch = fetch,
  compress?: Compress,
): Deliver {
  let inFlight = 0;
  return async (text, batch, isLeaving) => {
    const packed = isLeaving ? undefined : await compress?.(text);
    const bytes = packed?.byteLength ?? bytesOf(text);
    const url = packed ? `${collector}${/\?/.test(collector) ? "&" : "?"}z=gzip` : collector;
    const keepalive = inFlight + bytes <= KEEPALIVE_BYTES;
    if (keepalive) inFlight += bytes;
    const ended = new AbortController();
    const signal = AbortSignal.timeout(TIMEOUT);
    try {
      const ask = async () => {
        const answer = await send(url, {
          method: "POST",
          body: packed ?? text,
          keepalive,
          credentials: "omit",
          // The page's address may hold what no entry does.
          referrerPolicy: "origin",
          signal,
        });
        // Read to its end always: Chromium keeps an unread answer's share of the keepalive budget for ever.
        const json = toJson(await answer.text());
        const floor = Math.max(Number(json.retryAfterMs) || 0, toMs(answer.headers.get("Retry-After")));
        return { status: answer.status, isOurs: ack === "status" || json.batch === batch, reply: json, floor };
      };
      return await Promise.race([ask(), comeBack(ended.signal)]);
    } catch {
      // The page's own requests may have used the budget up; what a beacon says of itself proves nothing either way.
      if (isLeaving) navigator.sendBeacon?.(collector, text);
      return NOTHING;
    } finally {
      ended.abort();
      // WebKit gives a request's share back when its connection ends, not when it is given up.
      if (keepalive && !signal.aborted) inFlight -= bytes;
    }
  };
}

/** What was in flight when its page went into the page cache, Firefox and WebKit never settle, nor do they hear a signal. */
const comeBack = (signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve) => {
    addEventListener("pageshow", ({ persisted }) => persisted && resolve(NOTHING), { signal });
  });

/** `Retry-After` is seconds or a date: RFC 9110, section 10.2.3. */
const toMs = (text: string | null): number => Number(text) * 1000 || Date.parse(`${text}`) - Date.now() || 0;

function toJson(text: string): Reply {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
