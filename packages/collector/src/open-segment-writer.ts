// Writes to the newest segment of a journal, one group of lines at a time, and never behind something half written.
import type { FileHandle } from "node:fs/promises";
import { readPacked } from "./read-segment.ts";
import { createSegment, repairSegment, type Segment } from "./segment.ts";

/** One call at a time, of whichever. */
export interface SegmentWriter {
  /** Appends and syncs; after a rejection nothing of the lines counts. */
  write(lines: readonly string[]): Promise<void>;
  /** Closes the newest segment and begins another when it holds lines of another day. */
  turnDay(): Promise<void>;
  /** Writes so many bytes, syncs and takes them back: rejects where that cannot be done. */
  probe(length: number): Promise<void>;
  /** Durable bytes of the newest segment. */
  bytes(): number;
  /** Offset of the journal after the last durable line. */
  durable(): number;
  close(): Promise<void>;
}

export interface WriterOptions {
  readonly folder: string;
  /** Those in the folder, oldest first; the writer adds those it makes. */
  readonly segments: Segment[];
  /** From so many bytes on the next lines go into a new segment. */
  readonly segmentBytes: number;
  /** Wall clock, ms since the epoch: retention removes whole segments, so none holds lines of two days. */
  readonly now: () => number;
}

interface Opened {
  file: FileHandle;
  bytes: number;
  durable: number;
  /** Of its lines, counted from 1970. */
  day: number;
}

const toDay = (ms: number): number => Math.floor(ms / 86_400_000);

const countPacked = async (segment: Segment): Promise<number> => {
  let count = 0;
  for await (const { lines } of readPacked(segment)) count += lines.length;
  return count;
};

const openNew = async ({ folder, segments, now }: WriterOptions, from: number): Promise<Opened> => {
  const { segment, file } = await createSegment(folder, from);
  segments.push(segment);
  return { file, bytes: segment.headBytes, durable: from, day: toDay(now()) };
};

/** Opens the newest segment that is whole enough to go on in, or makes one: behind a backup, too, which is compressed. */
const openLast = async (options: WriterOptions): Promise<Opened> => {
  const last = options.segments.at(-1);
  if (!last) return openNew(options, 0);
  if (last.isPacked) return openNew(options, last.from + (await countPacked(last)));
  const repaired = await repairSegment(last);
  if (repaired) return { ...repaired, durable: last.from + repaired.lines, day: toDay(repaired.modified) };
  options.segments.pop();
  return openNew(options, last.from);
};

/** @throws when a segment cannot be read, or is of a format that this version does not know. */
export const openSegmentWriter = async (options: WriterOptions): Promise<SegmentWriter> => {
  let opened = await openLast(options);
  let torn = false;

  // After a failed write or sync nobody knows what is on the disk; what was durable before is, so it goes back there.
  const mend = async () => {
    await opened.file.truncate(opened.bytes);
    await opened.file.datasync();
    torn = false;
  };

  const put = async (content: Buffer) => {
    const { file, bytes } = opened;
    torn = true;
    for (let done = 0; done < content.length; ) {
      done += (await file.write(content, done, content.length - done, bytes + done)).bytesWritten;
    }
    await file.datasync();
  };

  const rotate = async () => {
    const { file, durable } = opened;
    opened = await openNew(options, durable);
    await file.close();
  };

  const isEmpty = () => opened.durable === options.segments.at(-1)?.from;

  const turnDay = async () => {
    if (torn) await mend();
    const today = toDay(options.now());
    if (opened.day === today) return;
    if (isEmpty()) opened.day = today;
    else await rotate();
  };

  return {
    write: async (lines) => {
      await turnDay();
      if (opened.bytes >= options.segmentBytes && !isEmpty()) await rotate();
      const content = Buffer.from(`${lines.join("\n")}\n`);
      await put(content);
      torn = false;
      opened.bytes += content.length;
      opened.durable += lines.length;
    },
    turnDay,
    probe: async (length) => {
      if (torn) await mend();
      await put(Buffer.alloc(length));
      await mend();
    },
    bytes: () => opened.bytes,
    durable: () => opened.durable,
    close: () => opened.file.close(),
  };
};
