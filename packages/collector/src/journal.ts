// The port between accepting entries and everything that reads them: segments on disk here, a broker's stream elsewhere.

/** Lines that stand together in the journal. */
export interface JournalRun {
  /** How many lines stand before the first of these. */
  readonly from: number;
  readonly lines: readonly string[];
}

/**
 * An append-only list of lines. An offset is a count: offset 3 stands after the third line, so that the offset a reader
 * has reached is also where it goes on.
 */
export interface Journal {
  /** Resolves when the lines survive a power cut; rejects when none of them counts as written. */
  append(lines: readonly string[]): Promise<void>;
  /**
   * Every durable line after an offset, and from then on whatever becomes durable, until the signal aborts. Where
   * retention has removed the lines asked for, it begins with the oldest that are left.
   */
  read(from: number, signal: AbortSignal): AsyncIterable<JournalRun>;
  /** The offset after the last durable line. */
  durable(): number;
}
