// The embedded journal: NDJSON segments in a folder, written by one process, where all who wait share one `fdatasync`.
import { EventEmitter, once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTurns } from "./create-turns.ts";
import type { Journal } from "./journal.ts";
import { openSegmentWriter } from "./open-segment-writer.ts";
import { readSegments } from "./read-segments.ts";
import { listSegments, type Segment } from "./segment.ts";

/** A closed segment is what a backup copies and what retention removes. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** What a probe of the disk writes: as much as the largest batch. */
const PROBE_BYTES = 512 * 1024;

export interface SegmentJournal extends Journal {
  readonly folder: string;
  /** Rejects when the disk takes nothing; what it writes to find out is taken back, and never read. */
  probe(): Promise<void>;
  /** Closes the newest segment when its lines are of another day, though no more come. */
  turnDay(): Promise<void>;
  /** The closed segments, oldest first, each with the offset after its last line: nothing is added to them any more. */
  closed(): readonly { readonly segment: Segment; readonly end: number }[];
  /** Puts another file in a closed segment's place, or nothing; the files themselves are the caller's. */
  replace(segment: Segment, by: Segment | undefined): void;
  /** Waits for what is being written, then lets go of the file. */
  close(): Promise<void>;
}

export interface JournalOptions {
  /** Default 64 MiB. */
  readonly segmentBytes?: number | undefined;
  /** Wall clock, ms since the epoch. */
  readonly now?: (() => number) | undefined;
}

interface Waiting {
  readonly lines: readonly string[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Opens the journal in `<data>/journal`. Only one process may have it open: the caller sees to that.
 * @throws when the folder cannot be written or holds a format that this version does not know.
 */
export const openSegmentJournal = async (
  data: string,
  { segmentBytes = SEGMENT_BYTES, now = Date.now }: JournalOptions = {},
): Promise<SegmentJournal> => {
  const folder = join(data, "journal");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const segments = await listSegments(folder);
  const writer = await openSegmentWriter({ folder, segments, segmentBytes, now });
  const inTurn = createTurns();
  const bell = new EventEmitter();
  let waiting: Waiting[] = [];
  let isWriting = false;

  // Whoever comes while one group is on its way to the disk makes up the next one.
  const writeAll = async () => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writer.write(group.flatMap(({ lines }) => lines));
        for (const { resolve } of group) resolve();
        bell.emit("durable");
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWriting = false;
  };

  const more = async (offset: number, signal: AbortSignal) => {
    if (writer.durable() <= offset) await once(bell, "durable", { signal }).catch(() => undefined);
  };

  return {
    folder,
    append: (lines) =>
      new Promise((resolve, reject) => {
        waiting.push({ lines, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        void inTurn(writeAll);
      }),
    read: (from, signal) => readSegments({ segments, bytes: writer.bytes, more }, from, signal),
    durable: writer.durable,
    probe: () => inTurn(() => writer.probe(PROBE_BYTES)),
    turnDay: () => inTurn(writer.turnDay),
    closed: () =>
      segments.flatMap((segment, index) => {
        const next = segments[index + 1];
        return next ? { segment, end: next.from } : [];
      }),
    replace: (segment, by) => {
      const index = segments.indexOf(segment);
      if (index !== -1) segments.splice(index, 1, ...(by ? [by] : []));
    },
    close: () => inTurn(writer.close),
  };
};
