// Writes a closed segment anew, compressed: under another name first, so that a crash leaves the old one whole.
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { type Chunk, readPacked, readPlain } from "./read-segment.ts";
import { type Segment, syncFolder, toDraft, toHead, toSegment } from "./segment.ts";

/** What becomes of a line; the same line, or another in its place. */
export type ReviseLine = (line: string) => string;

/** More than any line has, so that the last one is in it. */
const TAIL_BYTES = 256 * 1024;
/** Two thirds of what the highest level saves, for a fifth of its time. */
const LEVEL = constants.Z_BEST_SPEED;

const readChunks = async (segment: Segment): Promise<AsyncIterable<Chunk>> =>
  segment.isPacked ? readPacked(segment) : readPlain(segment.path, segment.headBytes, (await stat(segment.path)).size);

async function* toRevised(segment: Segment, revise: ReviseLine): AsyncGenerator<string> {
  yield toHead(segment.from);
  for await (const { lines } of await readChunks(segment)) yield `${lines.map(revise).join("\n")}\n`;
}

const writeDraft = async (file: FileHandle, content: AsyncIterable<string | Buffer>): Promise<void> => {
  await pipeline(content, createGzip({ level: LEVEL }), async (packed: AsyncIterable<Buffer>) => {
    for await (const bytes of packed) await file.writeFile(bytes);
  });
  await file.sync();
};

/** Whether a line of the segment would be another. */
export const needsRevision = async (segment: Segment, revise: ReviseLine): Promise<boolean> => {
  for await (const { lines } of await readChunks(segment)) {
    if (lines.some((line) => revise(line) !== line)) return true;
  }
  return false;
};

/**
 * Puts a compressed file in a closed segment's place, with as many lines, revised if anything says how; `onReady` is
 * told before the old file goes. Rejects when the disk is full or a file is broken, and then the old one stays.
 */
export const packSegment = async (
  segment: Segment,
  revise: ReviseLine | undefined,
  onReady: (packed: Segment) => void,
): Promise<void> => {
  const folder = dirname(segment.path);
  const draft = toDraft(folder, segment.from);
  const packed = toSegment(folder, segment.from, true);
  const file = await open(draft, "w", 0o600);
  try {
    const isWhole = revise === undefined && !segment.isPacked;
    await writeDraft(file, isWhole ? createReadStream(segment.path) : toRevised(segment, revise ?? ((line) => line)));
    await file.close();
    await rename(draft, packed.path);
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
  onReady(packed);
  if (segment.isPacked) return;
  await rm(segment.path);
  await syncFolder(folder);
};

const toReceived = (line: string): number | undefined => {
  try {
    return (JSON.parse(line) as { received?: number }).received;
  } catch {
    // Where reading began in the middle of a line.
    return undefined;
  }
};

const findNewest = async (chunks: AsyncIterable<Chunk>): Promise<number | undefined> => {
  let newest: number | undefined;
  for await (const { lines } of chunks) {
    const last = lines.findLast((line) => toReceived(line) !== undefined);
    if (last !== undefined) newest = toReceived(last);
  }
  return newest;
};

/** When the last entry of a closed segment was received, ms since the epoch; nothing when all of it is erased. */
export const readNewest = async (segment: Segment): Promise<number | undefined> => {
  if (segment.isPacked) return findNewest(readPacked(segment));
  const { size } = await stat(segment.path);
  const tail = Math.max(segment.headBytes, size - TAIL_BYTES);
  return (
    (await findNewest(readPlain(segment.path, tail, size))) ??
    findNewest(readPlain(segment.path, segment.headBytes, size))
  );
};
