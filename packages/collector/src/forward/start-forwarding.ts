// Carries the journal to other targets, each at its own pace and from where it stood, for as long as the collector lives.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Journal } from "../journal.ts";
import { type Cursor, openCursor } from "./cursor.ts";
import { forwardBatch } from "./forward-batch.ts";
import { post } from "./post.ts";
import type { ForwardTarget } from "./read-targets.ts";
import { parseLines, toBatches } from "./to-batches.ts";

export interface ForwardingOptions {
  /** Folder of the collector; cursors stand in `<data>/forward`. */
  readonly data: string;
  readonly journal: Pick<Journal, "read" | "durable">;
  readonly targets: readonly ForwardTarget[];
  /** Hears of what is refused, cut or given up, in a line. */
  readonly report: (what: string) => void;
  /** The pause after the nth failure in a row lies by chance between 0 and this, doubled each time, ms. Default 1000. */
  readonly pause?: number;
}

/** Lines that are settled together. */
const MOST_LINES = 500;
const MOST_PAUSE = 300_000;
const DAY = 86_400_000;
/** After what should not happen, such as a disk that is full, ms. */
const AGAIN = 5000;

async function follow(target: ForwardTarget, cursor: Cursor, options: ForwardingOptions, stopped: AbortSignal) {
  const { journal, pause = 1000 } = options;
  const report = (what: string) => options.report(`forward to ${target.name}: ${what}`);
  const wait = (ms: number) => setTimeout(ms, undefined, { signal: stopped }).catch(() => undefined);
  const rest = (failures: number, floor: number) => {
    const most = Math.min(MOST_PAUSE, pause * 2 ** Math.min(failures - 1, 20));
    return wait(Math.max(most * Math.random(), Math.min(floor, DAY)));
  };
  const send = (request: Parameters<typeof post>[0]) => post(request, stopped);

  const settleLines = async (lines: readonly string[], end: number) => {
    const settled = new Set(cursor.position().settled);
    const open = parseLines(lines).filter(({ id }) => !settled.has(id));
    for (const batch of toBatches(open, Date.now())) {
      if (stopped.aborted) return;
      await forwardBatch(batch, { target, cursor, send, rest, report, stopped });
    }
    if (!stopped.aborted) await cursor.move({ offset: end, settled: [], trying: [] });
  };
  while (!stopped.aborted) {
    try {
      for await (const { from, lines } of journal.read(cursor.position().offset, stopped)) {
        for (let at = 0; at < lines.length && !stopped.aborted; at += MOST_LINES) {
          const part = lines.slice(at, at + MOST_LINES);
          await settleLines(part, from + at + part.length);
        }
      }
    } catch (error) {
      report(String(error));
      await wait(AGAIN);
    }
  }
}

/** Starts to follow; the result stops after the requests in hand were given up. */
export async function startForwarding(options: ForwardingOptions): Promise<() => Promise<void>> {
  const { data, journal, targets } = options;
  const folder = join(data, "forward");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stopped = new AbortController();
  const start = async (target: ForwardTarget) => {
    const cursor = await openCursor(folder, target.name, target.from === "now" ? journal.durable() : 0);
    return () => follow(target, cursor, options, stopped.signal);
  };
  const follows = await Promise.all(targets.map(start));
  const following = Promise.all(follows.map((each) => each()));
  return async () => {
    stopped.abort();
    await following;
  };
}
