// `POST /ingest`: a batch in, a receipt out, and the receipt only when every entry it accepts is durable.
import type { Configuration, Receipt } from "@waymark/protocol";
import type { Journal } from "./journal.ts";
import { judgeEntries } from "./judge-entries.ts";
import { ProblemError, toRetryAfter } from "./problem.ts";
import { isGzip, MAX_INFLATED_BYTES, readBatch } from "./read-batch.ts";
import { type StoredEntry, toLines, toOwnPart, toSharedPart, toStoredEntry } from "./stored-entry.ts";
import { toBrowser } from "./to-browser.ts";

/** Bytes of bodies that may wait for the disk at once; a gzip counts as what it may inflate to. */
const MAX_PENDING_BYTES = 128 * 1024 * 1024;
/** Share of them from which pages are asked to wait, so that few ever have to be refused. */
const PRESSURE = 0.5;
/** How long pages are asked to wait when there is no room left, ms; with less to write it is less, by as much. */
const MAX_WAIT = 10_000;

export interface IngestOptions {
  readonly journal: Pick<Journal, "append">;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  /** Told what has become durable, before the receipt leaves; must not throw. */
  readonly onEntries?: ((entries: readonly StoredEntry[]) => void) | undefined;
  /** Places what the page could not place. */
  readonly configuration?: Configuration | undefined;
  /** Throws for a site that is not taken, or not from this origin; every site is unless told. */
  readonly admitSite?: (site: string, origin: string | null) => void;
  /** How long until so many entries of a site may come, ms; 0 counts them. */
  readonly limitRate?: (site: string, entries: number) => number;
  /** Default 128 MiB. */
  readonly maxPendingBytes?: number;
}

const busy = (title: string, cause?: unknown): ProblemError => {
  const remedy = "Keep the batch and send it again later.";
  return new ProblemError({ status: 503, title, remedy, retryAfterMs: MAX_WAIT }, cause);
};

const tooMany = (retryAfterMs: number): ProblemError => {
  const remedy = "Keep the batch and send it again later.";
  return new ProblemError({ status: 429, title: "More entries come than this collector takes.", remedy, retryAfterMs });
};

/** Makes the handler of `POST /ingest`; it throws `ProblemError` for whatever it refuses as a whole. */
export const createIngest = (options: IngestOptions) => {
  const { journal, now, onEntries, configuration, admitSite, limitRate } = options;
  const { maxPendingBytes = MAX_PENDING_BYTES } = options;
  let pending = 0;

  const toWait = (): { retryAfterMs?: number } => {
    const share = pending / maxPendingBytes;
    return share > PRESSURE ? { retryAfterMs: Math.round(share * MAX_WAIT) } : {};
  };

  const accept = async (body: Uint8Array, headers: Headers): Promise<Receipt> => {
    const received = now();
    const batch = await readBatch(body);
    admitSite?.(batch.site, headers.get("Origin"));
    const wait = limitRate?.(batch.site, batch.entries.length) ?? 0;
    if (wait > 0) throw tooMany(wait);
    const { kept, refused } = judgeEntries(batch.entries, (entry) =>
      toOwnPart(entry, batch.sentAt, received, configuration),
    );
    if (kept.length > 0) {
      const shared = toSharedPart(batch, { received, browser: toBrowser(headers.get("User-Agent") ?? "") });
      const lines = toLines(
        kept.map(({ text }) => text),
        shared,
      );
      await journal.append(lines).catch((cause) => {
        throw busy("The collector cannot write to its disk.", cause);
      });
      onEntries?.(kept.map(({ entry }) => toStoredEntry(entry, shared)));
    }
    return { batch: batch.batch, accepted: kept.length, refused, ...toWait(), serverTime: now() };
  };

  return async (request: Request): Promise<Response> => {
    const body = new Uint8Array(await request.arrayBuffer());
    const weight = isGzip(body) ? MAX_INFLATED_BYTES : body.byteLength;
    if (pending + weight > maxPendingBytes) throw busy("The collector has more to write than it can hold.");
    pending += weight;
    try {
      const receipt = await accept(body, request.headers);
      return Response.json(receipt, { headers: toRetryAfter(receipt.retryAfterMs) });
    } finally {
      pending -= weight;
    }
  };
};
