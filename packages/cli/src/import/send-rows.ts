// Sends touchpoints a few batches at a time, and knows up to which line all is in.
import { randomUUID } from "node:crypto";
import { type Batch, MAX_BATCH_BYTES, MAX_BATCH_ENTRIES, type Touchpoint, WIRE_FORMAT } from "@waymark/protocol";
import { sendBatch } from "../simulate/send-batch.ts";

export interface Line {
  readonly line: number;
  readonly entry: Touchpoint;
}

export interface Sending {
  /** Resolves when there is room for the next. */
  add(line: Line): Promise<void>;
  /** Sends what is left. */
  end(): Promise<void>;
  /** All up to this line is in. */
  readonly reached: () => number;
  readonly sent: () => number;
}

/** Batches under way at once: a collector makes them durable together. */
const MOST_AT_ONCE = 8;
/** Of a body, what is left beside its entries, bytes. */
const HEAD_BYTES = 1_024;

/** @param refuse is told of each row that the collector would not keep */
export const createSending = (
  url: string,
  site: string,
  refuse: (line: number, reason: string) => void,
  signal: AbortSignal,
): Sending => {
  let batches: Line[][] = [[]];
  let bytes = 0;
  let sent = 0;
  let reached = 0;

  const send = async (lines: readonly Line[]): Promise<void> => {
    if (lines.length === 0) return;
    const entries = lines.map(({ entry }) => entry);
    const id = randomUUID();
    const head = { waymark: WIRE_FORMAT, site, sdk: "import", batch: id, attempt: 1, sentAt: Date.now() } as const;
    const batch: Batch = { ...head, source: "import", entries };
    const { accepted, refused } = await sendBatch(`${url}/ingest`, { batch, userAgent: "waymark import" }, signal);
    sent += accepted;
    for (const { id: which, reason } of refused) {
      refuse(lines.find(({ entry }) => entry.id === which)?.line ?? 0, reason);
    }
  };

  const sendAll = async () => {
    await Promise.all(batches.map(send));
    reached = batches.at(-1)?.at(-1)?.line ?? reached;
    batches = [[]];
    bytes = 0;
  };

  return {
    add: async (line) => {
      const size = Buffer.byteLength(JSON.stringify(line.entry)) + 1;
      const last = batches.at(-1);
      if (
        last &&
        last.length > 0 &&
        (last.length === MAX_BATCH_ENTRIES || bytes + size > MAX_BATCH_BYTES - HEAD_BYTES)
      ) {
        if (batches.length === MOST_AT_ONCE) await sendAll();
        else batches.push([]);
        bytes = 0;
      }
      batches.at(-1)?.push(line);
      bytes += size;
    },
    end: async () => {
      if (batches.some(({ length }) => length > 0)) await sendAll();
    },
    reached: () => reached,
    sent: () => sent,
  };
};
