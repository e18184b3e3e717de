// The whole lines of one segment, plain or compressed, some thousand at a time.
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { checkHead, type Segment } from "./segment.ts";

/** Bytes read at once: some thousand lines, and always more than one line can have. */
const CHUNK_BYTES = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

export interface Chunk {
  readonly lines: readonly string[];
  /** What they take in the file, or inflated. */
  readonly bytes: number;
}

const toChunk = (bytes: Buffer): Chunk => ({
  lines: bytes.toString("utf8", 0, bytes.length - 1).split("\n"),
  bytes: bytes.length,
});

/** The whole lines of a plain file between two bytes. */
export async function* readPlain(path: string, start: number, end: number): AsyncGenerator<Chunk> {
  if (start === end) return;
  const file = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - start));
    for (let at = start; at < end; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
      const bytes = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1;
      if (bytes === 0) throw new Error(`${path} has no whole line at byte ${at}`);
      yield toChunk(buffer.subarray(0, bytes));
      at += bytes;
    }
  } finally {
    await file.close();
  }
}

async function* inflate(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  file.on("error", (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new Error(`${path} cannot be inflated: ${cause instanceof Error ? cause.message : cause}`, { cause });
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/** The lines of a compressed segment, without its first. Rejects where the file ends too early, after what it could read. */
export async function* readPacked(segment: Segment): AsyncGenerator<Chunk> {
  let rest: Buffer[] = [];
  let size = 0;
  let isFirst = true;
  for await (const piece of inflate(segment.path)) {
    rest.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES && !isFirst) continue;
    const whole = Buffer.concat(rest);
    const start = isFirst ? segment.headBytes : 0;
    const end = whole.lastIndexOf(NEWLINE) + 1;
    if (isFirst && whole.length < segment.headBytes) continue;
    if (isFirst) checkHead(segment, whole.toString("utf8", 0, segment.headBytes));
    isFirst = false;
    if (end > start) yield toChunk(whole.subarray(start, end));
    rest = [whole.subarray(end)];
    size = whole.length - end;
  }
  const last = Buffer.concat(rest);
  if (isFirst || (last.length > 0 && last.at(-1) !== NEWLINE))
    throw new Error(`${segment.path} ends in the middle of a line`);
  if (last.length > 0) yield toChunk(last);
}
