// Rows of the queue as one request's worth: one session's entries, joined as text since each is its final JSON.
import type { Batch, QueueLevel } from "@waymark/protocol";
import type { Key } from "../store.ts";
import { toText } from "../to-text.ts";

/** The entries of one task, one session and one priority. */
export interface Row {
  readonly key: Key;
  readonly visitor?: string | undefined;
  readonly session?: string | undefined;
  readonly level: QueueLevel;
  /** How often this document sent it; from the first time on its bodies are final. */
  readonly tries: number;
  readonly entries: readonly Queued[];
}

export interface Queued {
  readonly id: string;
  /** The entry's final JSON. */
  readonly body: string;
}

/** How much one request may carry: entries, and bytes as UTF-8. */
export interface Limit {
  readonly entries: number;
  readonly bytes: number;
}

/** What one request carries: rows, and of their entries as many as may go together. */
export interface Run {
  readonly rows: readonly Row[];
  readonly entries: readonly Queued[];
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** The first entries of one session, all kept equally well, that fit; always at least one. */
export function firstRun(waiting: readonly Row[], limit: Limit): Run {
  const [first] = waiting;
  const rows: Row[] = [];
  const entries: Queued[] = [];
  let bytes = 0;
  for (const row of waiting) {
    if (row.session !== first?.session || row.level !== first?.level) continue;
    for (const entry of row.entries) {
      bytes += bytesOf(entry.body) + 1;
      if (entries.length && (entries.length === limit.entries || bytes > limit.bytes)) return { rows, entries };
      if (rows.at(-1) !== row) rows.push(row);
      entries.push(entry);
    }
  }
  return { rows, entries };
}

/** What stands in every batch of a page. */
export type Head = Pick<Batch, "site" | "sdk" | "plan" | "automated">;

/** One request's body; `undefined` fields are left out by JSON. */
export function toBody(head: Head, { rows, entries }: Run, batch: string, sentAt: number): string {
  const [{ visitor, session, level } = {} as Partial<Row>] = rows;
  const attempt = Math.max(1, ...rows.map(({ tries }) => tries));
  const envelope = { waymark: 1 as const, ...head, batch, attempt, sentAt, visitor, session, level };
  const bodies = entries.map(({ body }) => body);
  return `${toText(envelope satisfies Omit<Batch, "entries">).slice(0, -1)},"entries":[${bodies.join()}]}`;
}
