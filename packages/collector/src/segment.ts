// One file of the journal: its name, its first line, and the repair of what a crash left at its end.
import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** The format that every segment names in its first line. */
const JOURNAL_FORMAT = 1;

export interface Segment {
  readonly path: string;
  /** Offset of the journal before its first line. */
  readonly from: number;
  /** Bytes of its first line, which is no line of the journal. */
  readonly headBytes: number;
  /** Compressed, which only a closed one is. */
  readonly isPacked: boolean;
}

const NEWLINE = 0x0a;

/** The first line of a segment, with its end. */
export const toHead = (from: number): string => `${JSON.stringify({ journal: JOURNAL_FORMAT, from })}\n`;

/** A segment is named by its offset, so that names sort as their lines do. */
export const toSegment = (folder: string, from: number, isPacked = false): Segment => ({
  path: join(folder, `${String(from).padStart(16, "0")}.ndjson${isPacked ? ".gz" : ""}`),
  from,
  headBytes: Buffer.byteLength(toHead(from)),
  isPacked,
});

/** Where a segment is compressed or rewritten: it gets its name when it is whole. */
export const toDraft = (folder: string, from: number): string => `${toSegment(folder, from, true).path}.draft`;

/**
 * The segments in a folder, oldest first. Of one that stands there plain and compressed a crash left the plain one, which
 * is whole whatever became of the other; drafts that it left are removed.
 */
export const listSegments = async (folder: string): Promise<Segment[]> => {
  const names = await readdir(folder);
  for (const name of names.filter((each) => each.endsWith(".draft"))) await rm(join(folder, name));
  const found = new Map<number, Segment>();
  for (const name of names) {
    const [, from, packed] = /^(\d{16})\.ndjson(\.gz)?$/.exec(name) ?? [];
    if (from === undefined || (packed && found.has(Number(from)))) continue;
    found.set(Number(from), toSegment(folder, Number(from), packed !== undefined));
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
};

/** Makes what was made, renamed or removed in a folder survive a power cut. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
};

/** Makes the file with its first line; the file itself, too, survives a power cut. */
export const createSegment = async (folder: string, from: number): Promise<{ segment: Segment; file: FileHandle }> => {
  const segment = toSegment(folder, from);
  const file = await open(segment.path, "w+", 0o600);
  try {
    await file.write(toHead(from));
    await file.datasync();
    await syncFolder(folder);
    return { segment, file };
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** @throws when it is not the first line of this segment in a format that this version knows. */
export const checkHead = ({ path, from }: Segment, head: string): void => {
  if (head !== toHead(from)) throw new Error(`${path} is not a journal of format ${JOURNAL_FORMAT}`);
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
): Promise<{ file: FileHandle; bytes: number; lines: number; modified: number } | undefined> => {
  const file = await open(segment.path, "r+");
  try {
    const { mtimeMs } = await file.stat();
    const content = await file.readFile();
    const bytes = content.lastIndexOf(NEWLINE) + 1;
    if (bytes === 0) {
      await file.close();
      return undefined;
    }
    checkHead(segment, content.toString("utf8", 0, content.indexOf(NEWLINE) + 1));
    if (bytes < content.length) await file.truncate(bytes);
    await file.datasync();
    return { file, bytes, lines: countLines(content.subarray(0, bytes)) - 1, modified: mtimeMs };
  } catch (error) {
    await file.close();
    throw error;
  }
};
