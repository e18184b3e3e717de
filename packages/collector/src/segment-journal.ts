// The embedded journal: NDJSON segments in a folder, written by one process, where all who wait share one `fdatasync`.
import { EventEmitter, once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Journal } from "./journal.ts";
import { openSegmentWriter } from "./open-segment-writer.ts";
import { readSegments } from "./read-segments.ts";
import { listSegments } from "./segment.ts";

/** A closed segment is what a backup copies and what retention removes. */
const SEGMENT_BYTES = 64 * 1024 * 1024;

export interface SegmentJournal extends Journal {
  /** Waits for what is being written, then lets go of the file. */
  close(): Promise<void>;
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
  { segmentBytes = SEGMENT_BYTES } = {},
): Promise<SegmentJournal> => {
  const folder = join(data, "journal");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const segments = await listSegments(folder);
  const writer = await openSegmentWriter(folder, segments, segmentBytes);
  const bell = new EventEmitter();
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

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
    writing = undefined;
  };

  const more = async (offset: number, signal: AbortSignal) => {
    if (writer.durable() <= offset) await once(bell, "durable", { signal }).catch(() => undefined);
  };

  return {
    append: (lines) =>
      new Promise((resolve, reject) => {
        waiting.push({ lines, resolve, reject });
        writing ??= writeAll();
      }),
    read: (from, signal) => readSegments({ segments, bytes: writer.bytes, more }, from, signal),
    durable: writer.durable,
    close: async () => {
      await writing;
      await writer.close();
    },
  };
};
