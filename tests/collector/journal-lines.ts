// Lines of a journal as a test writes and reads them: entries of any age, and all that is durable now.
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { SegmentJournal } from "../../packages/collector/src/segment-journal.ts";
import { answer, touchpoint } from "./fixtures.ts";

export const DAY = 86_400_000;
export const VISITOR = "01a2b3c4-0000-7000-8000-00000000000a";

const shared = (received: number) => ({
  site: "shop",
  visitor: VISITOR,
  session: "01a2b3c4-0000-7000-8000-00000000000b",
  sdk: "0.1.0",
  received,
  rawAt: received,
  browser: { family: "firefox", major: 128, device: "desktop" },
});

/** A stored touchpoint that came some days ago. */
export const toTouchpoint = (days: number, over: object = {}) => {
  const received = Date.now() - days * DAY;
  return { ...touchpoint({ at: received }), ...shared(received), ...over };
};

/** A stored answer that came some days ago. */
export const toAnswer = (days: number, data: object, over: object = {}) => {
  const received = Date.now() - days * DAY;
  return { ...answer({ at: received }, data), ...shared(received), ...over };
};

export const toForget = (days: number, over: object = {}) =>
  toTouchpoint(days, { kind: "forget", type: "visitor", name: "", id: randomUUID(), data: {}, ...over });

/** All lines that are durable now, by their offsets; rejects lines that stand at the wrong one. */
export const readLines = async (journal: SegmentJournal, from = 0): Promise<ReadonlyMap<number, string>> => {
  const stopped = new AbortController();
  const lines = new Map<number, string>();
  if (from === journal.durable()) return lines;
  for await (const run of journal.read(from, stopped.signal)) {
    if (lines.size > 0) expect(lines.has(run.from - 1)).toBe(true);
    for (const [index, line] of run.lines.entries()) lines.set(run.from + index, line);
    if (run.from + run.lines.length === journal.durable()) stopped.abort();
  }
  return lines;
};
