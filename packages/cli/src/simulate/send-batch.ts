// Sends one batch as a page does and reads its receipt; waits as long as the collector asks.
import { setTimeout as wait } from "node:timers/promises";
import type { Batch, Receipt } from "@waymark/protocol";
import { receiptSchema } from "@waymark/protocol/schema";
import type { Parcel } from "./simulate-journeys.ts";

/** Why nothing more can be sent, in a line for the user. */
export class SendError extends Error {}

/** A collector that is still too busy after this many tries is given up. */
const MOST_TRIES = 20;
/** Where it does not say how long to wait, ms. */
const WAIT = 1000;

/** ms. In the body where it is exact, else in the header, whole seconds. */
const toWait = (body: unknown, header: string | null): number => {
  const told = body instanceof Object && "retryAfterMs" in body ? Number(body.retryAfterMs) : Number.NaN;
  return told || Number(header) * 1000 || WAIT;
};

const toJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const titleOf = (body: unknown): string => (body instanceof Object && "title" in body ? ` ${body.title}` : "");

const post = (collector: string, { userAgent }: Parcel, batch: Batch, signal: AbortSignal): Promise<Response> =>
  fetch(collector, {
    method: "POST",
    headers: { "Content-Type": "text/plain;charset=UTF-8", "User-Agent": userAgent },
    body: JSON.stringify(batch),
    signal,
  }).catch((cause) => {
    signal.throwIfAborted();
    throw new SendError(`Nobody answers at ${collector}. Start a collector there, or name another.`, { cause });
  });

/** @throws {SendError} when the collector is not there, is none, or does not take the batch. */
export async function sendBatch(collector: string, parcel: Parcel, signal: AbortSignal): Promise<Receipt> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const batch = { ...parcel.batch, attempt };
    const reply = await post(collector, parcel, batch, signal);
    const body = toJson(await reply.text());
    const { data } = receiptSchema.safeParse(body);
    if (reply.ok && data?.batch === batch.batch) {
      if (data.retryAfterMs) await wait(data.retryAfterMs, undefined, { signal });
      return data;
    }
    if (reply.ok) throw new SendError(`What answers at ${collector} is no collector. Check the address.`);
    if (reply.status !== 429 && reply.status !== 503)
      throw new SendError(`${collector} answered ${reply.status}.${titleOf(body)} Check the address.`);
    await wait(toWait(body, reply.headers.get("Retry-After")), undefined, { signal });
  }
  throw new SendError(`${collector} is too busy. Try again later: what it has taken counts once.`);
}
