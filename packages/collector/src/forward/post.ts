// One request to a target, and what came back.
import { type FormatRequest, toReply } from "@waymark/protocol";

export interface Posted {
  /** 0 when no answer came. */
  readonly status: number;
  readonly reply: unknown;
  /** Nothing before this, ms. */
  readonly floor: number;
}

const TIMEOUT = 30_000;

const toMs = (text: string | null): number =>
  Math.max(0, Number(text) * 1000 || Date.parse(`${text}`) - Date.now() || 0);

/** Never rejects. Redirects are not followed: they would turn it into a GET without a body. */
export async function post({ url, method, type, headers, body }: FormatRequest, stopped: AbortSignal): Promise<Posted> {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT)]);
    const init = { method, body, signal, redirect: "manual", headers: { ...headers, "Content-Type": type } } as const;
    const response = await fetch(url, init);
    const reply = toReply(await response.text());
    // Nothing of what was sent is there.
    const status = response.status >= 300 && response.status < 400 ? 404 : response.status;
    return { status, reply, floor: toMs(response.headers.get("Retry-After")) };
  } catch {
    return { status: 0, reply: {}, floor: 0 };
  }
}
