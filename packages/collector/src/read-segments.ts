// Follows a journal on disk: from any offset to the end, then on with whatever becomes durable.
import { open, stat } from "node:fs/promises";
import type { JournalRun } from "./journal.ts";
import type { Segment } from "./segment.ts";

/** Bytes read at once: some thousand lines, and always more than one line can have. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** What a reader has to know of a journal that is being written. */
export interface LiveSegments {
  /** Oldest first, the one being written last; never empty. */
  readonly segments: readonly Segment[];
  /** Bytes of the last segment that are durable. */
  readonly bytes: () => number;
  /** Resolves when there are lines after an offset, or when the signal aborts. */
  readonly more: (offset: number, signal: AbortSignal) => Promise<void>;
}

interface Chunk {
  readonly lines: readonly string[];
  readonly bytes: number;
}

/** The whole lines of a file between two bytes. */
async function* readChunks(path: string, start: number, end: number): AsyncIterable<Chunk> {
  if (start === end) return;
  const file = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - start));
    for (let at = start; at < end; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
      const bytes = buffer.subarray(0, bytesRead).lastIndexOf("\n") + 1;
      if (bytes === 0) throw new Error(`${path} has no whole line at byte ${at}`);
      yield { lines: buffer.toString("utf8", 0, bytes - 1).split("\n"), bytes };
      at += bytes;
    }
  } finally {
    await file.close();
  }
}

/** One segment to its end, which moves for as long as it is the one being written. */
async function* followSegment(live: LiveSegments, segment: Segment, signal: AbortSignal): AsyncIterable<JournalRun> {
  let offset = segment.from;
  let at = segment.headBytes;
  while (!signal.aborted) {
    const growing = segment === live.segments.at(-1);
    const end = growing ? live.bytes() : (await stat(segment.path)).size;
    for await (const { lines, bytes } of readChunks(segment.path, at, end)) {
      yield { from: offset, lines };
      offset += lines.length;
      at += bytes;
    }
    if (!growing) return;
    await live.more(offset, signal);
  }
}

/** Runs of lines after an offset, until the signal aborts. */
export async function* readSegments(live: LiveSegments, from: number, signal: AbortSignal): AsyncIterable<JournalRun> {
  const first = live.segments.findLastIndex((segment) => segment.from <= from);
  for (let index = Math.max(0, first); !signal.aborted; index += 1) {
    const segment = live.segments[index];
    if (!segment) return;
    for await (const run of followSegment(live, segment, signal)) {
      const known = Math.max(0, from - run.from);
      if (signal.aborted) return;
      if (known < run.lines.length) yield { from: run.from + known, lines: run.lines.slice(known) };
    }
  }
}
