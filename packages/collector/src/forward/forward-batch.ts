// Brings one batch to a target, however long it takes: with each answer some entries are settled, or all wait.
import { type Batch, type Entry, type FormatRequest, type Refusal, toReading, toRequests } from "@waymark/protocol";
import type { Cursor } from "./cursor.ts";
import type { Posted } from "./post.ts";
import type { ForwardTarget } from "./read-targets.ts";

export interface ForwardContext {
  readonly target: ForwardTarget;
  readonly cursor: Cursor;
  readonly send: (request: FormatRequest) => Promise<Posted>;
  /** Waits after the nth failure in a row, at least so long, ms. */
  readonly rest: (failures: number, floor: number) => Promise<void>;
  readonly report: (what: string) => void;
  readonly stopped: AbortSignal;
}

/** By these a target says that it has taken nothing; of other failures nobody knows. */
const isSure = (status: number): boolean => (status >= 400 && status < 500 && status !== 408) || status === 503;
const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

/** Resolves when every entry is settled, or when it is stopped. */
export async function forwardBatch(batch: Batch, context: ForwardContext): Promise<void> {
  const { target, cursor, send, rest, report, stopped } = context;
  const { format, unknown } = target;

  const settle = async (entries: readonly Entry[], count: "sent" | "refused" | "dropped", of = entries.length) => {
    const { settled, counts } = cursor.position();
    const next = { ...counts, [count]: counts[count] + of };
    await cursor.move({ settled: [...settled, ...idsOf(entries)], trying: [], counts: next });
  };
  const refuse = async (entries: readonly Entry[], reason: string) => {
    report(`refused ${idsOf(entries).join()}: ${reason}`);
    await settle(entries, "refused");
  };
  /** What was sent and perhaps arrived: some of it is given up, the rest is returned. */
  const doubt = async (entries: readonly Entry[]): Promise<readonly Entry[]> => {
    if (format.dedupes) return entries;
    const lost = unknown === "repeat" ? [] : entries.filter(({ kind }) => kind !== "answer");
    const again = entries.filter((entry) => !lost.includes(entry));
    if (lost.length) {
      report(`dropped ${idsOf(lost).join()}: sent without an answer, and ${format.name} can't tell doubles`);
      await settle(lost, "dropped");
    }
    const { counts } = cursor.position();
    await cursor.move({ trying: [], counts: { ...counts, repeated: counts.repeated + again.length } });
    return again;
  };
  const take = async (entries: readonly Entry[], refused: readonly Refusal[]): Promise<readonly Entry[]> => {
    const named = new Map(refused.map((each) => [each.id, each]));
    const gone = entries.filter(({ id }) => named.has(id) && !named.get(id)?.retry);
    for (const entry of gone) await refuse([entry], `${named.get(entry.id)?.reason}`);
    const taken = entries.filter(({ id }) => !named.has(id));
    await settle(taken, "sent");
    return entries.filter(({ id }) => named.get(id)?.retry);
  };

  const forward = async (entries: readonly Entry[], most = format.maxEntries): Promise<void> => {
    const { requests, refused } = toRequests({ ...format, maxEntries: most }, { ...batch, entries }, target);
    for (const { id, reason } of refused)
      await refuse(
        entries.filter((entry) => entry.id === id),
        reason,
      );
    for (const request of requests) {
      for (const { id, reason } of request.notes ?? []) report(`${id}: ${reason}`);
      await bring(request, request.batch.entries);
    }
  };
  const bring = async (request: FormatRequest, entries: readonly Entry[]): Promise<void> => {
    for (let failures = 0; !stopped.aborted; ) {
      if (!format.dedupes) await cursor.move({ trying: idsOf(entries) });
      const { status, reply, floor } = await send(request);
      const { outcome, refused = [], remark } = toReading(format, status, reply, request.batch);
      if (remark) report(remark);
      if (outcome === "done") {
        const again = await take(entries, refused);
        return again.length ? forward(again) : undefined;
      }
      if (outcome === "split" || outcome === "refused") {
        if (entries.length === 1) return refuse(entries, `the target answered ${status}`);
        return forward(entries, Math.ceil(entries.length / 2));
      }
      failures++;
      if (outcome === "denied") report(`the target answered ${status}: check its address and key`);
      // Stopped in the middle of a request: the cursor says so, and the next start reads it there.
      if (stopped.aborted && !status) return;
      if (isSure(status)) await cursor.move({ trying: [] });
      else {
        const left = await doubt(entries);
        if (left.length < entries.length) {
          await rest(failures, floor);
          return forward(left);
        }
      }
      await rest(failures, floor);
    }
  };

  const { trying } = cursor.position();
  const doubtful = batch.entries.filter(({ id }) => trying.includes(id));
  const left = doubtful.length ? await doubt(doubtful) : [];
  await forward(batch.entries.filter((entry) => !doubtful.includes(entry) || left.includes(entry)));
}
