// Follows a journal on disk: from any offset to the end, then on with whatever becomes durable.
import { stat } from "node:fs/promises";
import type { JournalRun } from "./journal.ts";
import { type Chunk, readPacked, readPlain } from "./read-segment.ts";
import type { Segment } from "./segment.ts";

/** What a reader has to know of a journal that is being written. */
export interface LiveSegments {
  /** Oldest first, the one being written last; never empty. Closed ones may be compressed, rewritten or removed. */
  readonly segments: readonly Segment[];
  /** Bytes of the last segment that are durable. */
  readonly bytes: () => number;
  /** Resolves when there are lines after an offset, or when the signal aborts. */
  readonly more: (offset: number, signal: AbortSignal) => Promise<void>;
}

/** Where a reader stands: before the line of an offset, which in a plain segment begins at a byte. */
interface Place {
  readonly segment: Segment;
  offset: number;
  at: number;
}

const findPlace = ({ segments }: LiveSegments, from: number): Place => {
  const index = Math.max(
    0,
    segments.findLastIndex((segment) => segment.from <= from),
  );
  const segment = segments[index];
  if (!segment) throw new Error("The journal has no segment.");
  return { segment, offset: segment.from, at: segment.headBytes };
};

/** What is left of a segment after a place, which moves along. */
async function* readOn(place: Place, chunks: AsyncIterable<Chunk>): AsyncGenerator<JournalRun> {
  for await (const { lines, bytes } of chunks) {
    const from = place.offset;
    place.offset += lines.length;
    place.at += bytes;
    yield { from, lines };
  }
}

const readFrom = ({ segment, at }: Place, end: number): AsyncIterable<Chunk> =>
  segment.isPacked ? readPacked(segment) : readPlain(segment.path, at, end);

/** One segment to its end, which moves for as long as it is the one being written. */
async function* followSegment(live: LiveSegments, place: Place, signal: AbortSignal): AsyncGenerator<JournalRun> {
  const { segment } = place;
  while (!signal.aborted) {
    const isGrowing = segment === live.segments.at(-1);
    const end = isGrowing ? live.bytes() : (await stat(segment.path)).size;
    yield* readOn(place, readFrom(place, end));
    if (!isGrowing) return;
    await live.more(place.offset, signal);
  }
}

/** The segment after another; those between may be gone. */
const findNext = ({ segments }: LiveSegments, { segment }: Place): Segment | undefined =>
  segments.find(({ from }) => from > segment.from);

/** Runs of lines after an offset, until the signal aborts. */
export async function* readSegments(live: LiveSegments, from: number, signal: AbortSignal): AsyncIterable<JournalRun> {
  for (let place = findPlace(live, from); !signal.aborted; ) {
    for await (const run of followSegment(live, place, signal)) {
      const known = Math.max(0, from - run.from);
      if (signal.aborted) return;
      if (known < run.lines.length) yield { from: run.from + known, lines: run.lines.slice(known) };
    }
    const next = findNext(live, place);
    if (!next) return;
    place = findPlace(live, next.from);
  }
}
