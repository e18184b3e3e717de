// Lets go of what is past its term, in read model and journal, and compresses what is closed: now and every ten minutes.
import { setTimeout } from "node:timers/promises";
import { keepJournal, type Terms } from "./keep-journal.ts";
import type { ReadModel } from "./read-model.ts";
import type { SegmentJournal } from "./segment-journal.ts";

/** Between two looks, ms. */
const EVERY = 600_000;
/** Between two looks at whether the read model has caught up, ms. */
const PATIENCE = 200;
const DAY = 86_400_000;

export interface Retention {
  /** How long entries are kept after they were received, days. Default 396: 13 months. */
  readonly entries?: number | undefined;
  /** How long text is kept that visitors typed, days. Default 365. */
  readonly text?: number | undefined;
}

export interface KeepingOptions {
  readonly journal: SegmentJournal;
  readonly readModel: ReadModel;
  readonly retention?: Retention | undefined;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

const toTerms = ({ retention: { entries = 396, text = 365 } = {}, now }: KeepingOptions): Terms => ({
  entriesBefore: now() - entries * DAY,
  textBefore: now() - text * DAY,
});

const look = async (options: KeepingOptions, signal: AbortSignal): Promise<void> => {
  const { journal, readModel } = options;
  await journal.turnDay();
  const terms = toTerms(options);
  await readModel.retain(terms);
  // Taken before the question: of whoever was forgotten up to there, the answer tells.
  const applied = readModel.applied();
  const forgotten = await readModel.forgotten();
  await keepJournal({ ...terms, journal, forgotten, applied, signal });
};

/** Begins when the read model has what was durable before. A failure is reported, and the next look tries again. */
export const startKeeping = (options: KeepingOptions): (() => Promise<void>) => {
  const { journal, readModel, report } = options;
  const stopped = new AbortController();
  const { signal } = stopped;
  const rest = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => undefined);
  const begun = journal.durable();

  const keep = async () => {
    while (!signal.aborted && readModel.applied() < begun) await rest(PATIENCE);
    while (!signal.aborted) {
      await look(options, signal).catch(report);
      await rest(EVERY);
    }
  };

  const keeping = keep();
  return () => {
    stopped.abort();
    return keeping;
  };
};
