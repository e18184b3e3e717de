// One file of the journal: its name, its first line, and the repair of what a crash left at its end.
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The format that every segment names in its first line. */
const JOURNAL_FORMAT = 1;

export interface Segment {
  readonly path: string;
  /** Offset of the journal before its first line. */
  readonly from: number;
  /** Bytes of its first line, which is no line of the journal. */
  readonly headBytes: number;
}

const NEWLINE = 0x0a;

const toHead = (from: number): string => `${JSON.stringify({ journal: JOURNAL_FORMAT, from })}\n`;

/** A segment is named by its offset, so that names sort as their lines do. */
export const toSegment = (folder: string, from: number): Segment => ({
  path: join(folder, `${String(from).padStart(16, "0")}.ndjson`),
  from,
  headBytes: Buffer.byteLength(toHead(from)),
});

/** The segments in a folder, oldest first. */
export const listSegments = async (folder: string): Promise<Segment[]> =>
  (await readdir(folder))
    .filter((name) => /^\d{16}\.ndjson$/.test(name))
    .sort()
    .map((name) => toSegment(folder, Number.parseInt(name, 10)));

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
};

/** Makes the file with its first line; the file itself, too, survives a power cut. */
export const createSegment = async (folder: string, from: number): Promise<{ segment: Segment; file: FileHandle }> => {
  const segment = toSegment(folder, from);
  const file = await open(segment.path, "w+", 0o600);
  await file.write(toHead(from));
  await file.datasync();
  await syncFolder(folder);
  return { segment, file };
};

const countLines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
};

/**
 * Opens the newest segment and cuts off a torn last line: its append was never acknowledged. Gives nothing when not
 * even the first line is whole, which a crash while the file was made leaves behind.
 * @throws when the segment is of a format that this version does not know.
 */
export const repairSegment = async (
  segment: Segment,
): Promise<{ file: FileHandle; bytes: number; lines: number } | undefined> => {
  const file = await open(segment.path, "r+");
  const content = await file.readFile();
  const bytes = content.lastIndexOf(NEWLINE) + 1;
  if (bytes === 0) {
    await file.close();
    return undefined;
  }
  if (!content.toString("utf8", 0, segment.headBytes).startsWith(toHead(segment.from))) {
    await file.close();
    throw new Error(`${segment.path} is not a journal of format ${JOURNAL_FORMAT}`);
  }
  if (bytes < content.length) await file.truncate(bytes);
  await file.datasync();
  return { file, bytes, lines: countLines(content.subarray(0, bytes)) - 1 };
};
