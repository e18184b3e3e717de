// Looks after what the journal has closed: compresses it, takes out what may not stay, removes what is past its term.
import { rm } from "node:fs/promises";
import { needsRevision, packSegment, type ReviseLine, readNewest } from "./pack-segment.ts";
import { type Revision, reviseLine } from "./revise-line.ts";
import { type Segment, syncFolder } from "./segment.ts";
import type { SegmentJournal } from "./segment-journal.ts";
import { type Mark, readMarks, writeMarks } from "./segment-marks.ts";

/** A visitor or a customer who was forgotten, and where in the journal that stands. */
export interface Forgotten {
  readonly site: string;
  /** Of a customer the id that is made of the key; see `toCustomer`. */
  readonly visitor: string;
  /** The offset behind the line. */
  readonly position: number;
}

export interface Terms {
  /** Entries received before this go, ms since the epoch. */
  readonly entriesBefore: number;
  /** Typed text received before this goes. */
  readonly textBefore: number;
}

export interface KeepOptions extends Terms {
  readonly journal: Pick<SegmentJournal, "folder" | "closed" | "replace">;
  /** Every visitor forgotten up to `applied`. */
  readonly forgotten: readonly Forgotten[];
  /** Lines up to here are in the read model: only segments before it are touched. */
  readonly applied: number;
  /** Ends it between two segments. */
  readonly signal: AbortSignal;
}

const toRevision = ({ forgotten, textBefore }: KeepOptions): Revision => {
  const sites = new Map<string, Set<string>>();
  for (const { site, visitor } of forgotten) sites.set(visitor, (sites.get(visitor) ?? new Set()).add(site));
  return { forgotten: sites, textBefore };
};

const remove = async ({ journal }: KeepOptions, segment: Segment): Promise<void> => {
  journal.replace(segment, undefined);
  await rm(segment.path);
  await syncFolder(journal.folder);
};

/** Whether anything is to be taken out that the last look did not take out. */
const isDue = ({ forgotten, textBefore }: KeepOptions, { newest, ...mark }: Mark): boolean =>
  forgotten.some(({ position }) => position > mark.forgotten) || (newest < textBefore && !mark.isTextGone);

const keepSegment = async (
  options: KeepOptions,
  segment: Segment,
  mark: Mark | undefined,
): Promise<Mark | undefined> => {
  const { journal, entriesBefore, textBefore, applied, forgotten } = options;
  const newest = mark?.newest ?? (await readNewest(segment)) ?? 0;
  if (newest < entriesBefore) {
    await remove(options, segment);
    return undefined;
  }
  const next: Mark = { newest, forgotten: applied, isTextGone: newest < textBefore };
  if (segment.isPacked && mark && !isDue(options, mark)) return mark;
  const revision = toRevision(options);
  const revise: ReviseLine = (line) => reviseLine(line, revision);
  const isPlain = forgotten.length === 0 && !next.isTextGone;
  if (!segment.isPacked || (!isPlain && (await needsRevision(segment, revise)))) {
    await packSegment(segment, isPlain ? undefined : revise, (packed) => journal.replace(segment, packed));
  }
  return next;
};

/**
 * Looks at each closed segment once. Rejects at the first that cannot be read or written; what was done until then stays
 * done, and the rest is done by the next look.
 */
export const keepJournal = async (options: KeepOptions): Promise<void> => {
  const { journal, applied, signal } = options;
  const known = await readMarks(journal.folder);
  const closed = journal.closed().filter(({ end }) => end <= applied);
  const marks = new Map([...known].filter(([from]) => closed.some(({ segment }) => segment.from === from)));
  const before = JSON.stringify([...known]);
  try {
    for (const { segment } of closed) {
      if (signal.aborted) return;
      const mark = await keepSegment(options, segment, marks.get(segment.from));
      if (mark) marks.set(segment.from, mark);
      else marks.delete(segment.from);
    }
  } finally {
    if (JSON.stringify([...marks]) !== before) await writeMarks(journal.folder, marks);
  }
};
