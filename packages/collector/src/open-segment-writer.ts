// Writes to the newest segment of a journal, one group of lines at a time, and never behind something half written.
import { createSegment, repairSegment, type Segment } from "./segment.ts";

export interface SegmentWriter {
  /** Appends and syncs; after a rejection nothing of the lines counts. One call at a time. */
  write(lines: readonly string[]): Promise<void>;
  /** Durable bytes of the newest segment. */
  bytes(): number;
  /** Offset of the journal after the last durable line. */
  durable(): number;
  close(): Promise<void>;
}

/** Opens the newest segment that is whole enough to go on in, or makes one. */
const openLast = async (folder: string, segments: Segment[]) => {
  const last = segments.at(-1);
  const repaired = last && (await repairSegment(last));
  if (last && repaired) return { ...repaired, durable: last.from + repaired.lines };
  if (last) segments.pop();
  const { segment, file } = await createSegment(folder, last?.from ?? 0);
  segments.push(segment);
  return { file, bytes: segment.headBytes, durable: segment.from };
};

/** `segments` are those in the folder, oldest first; the writer adds those it makes. */
export const openSegmentWriter = async (
  folder: string,
  segments: Segment[],
  segmentBytes: number,
): Promise<SegmentWriter> => {
  let { file, bytes, durable } = await openLast(folder, segments);
  let torn = false;

  // After a failed write or sync nobody knows what is on the disk; what was durable before is, so it goes back there.
  const mend = async () => {
    await file.truncate(bytes);
    await file.datasync();
    torn = false;
  };

  const rotate = async () => {
    const next = await createSegment(folder, durable);
    await file.close();
    file = next.file;
    bytes = next.segment.headBytes;
    segments.push(next.segment);
  };

  return {
    write: async (lines) => {
      if (torn) await mend();
      if (bytes >= segmentBytes) await rotate();
      const content = Buffer.from(`${lines.join("\n")}\n`);
      torn = true;
      for (let done = 0; done < content.length; ) {
        done += (await file.write(content, done, content.length - done, bytes + done)).bytesWritten;
      }
      await file.datasync();
      torn = false;
      bytes += content.length;
      durable += lines.length;
    },
    bytes: () => bytes,
    durable: () => durable,
    close: () => file.close(),
  };
};
