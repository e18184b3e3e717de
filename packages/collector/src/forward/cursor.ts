// How far a target has come in the journal, on the disk before anything is built on it.
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

/** Counts of entries. */
export interface Counts {
  readonly sent: number;
  /** The target will never take them. */
  readonly refused: number;
  /** Sent again though they may have arrived: as many may be doubled there. */
  readonly repeated: number;
  /** Given up since they may have arrived, and the target can't tell doubles. */
  readonly dropped: number;
}

export interface Position {
  /** Lines of the journal before this are settled. */
  readonly offset: number;
  /** Ids of entries after that which are settled, too. */
  readonly settled: readonly string[];
  /** Ids in a request of which nobody knows whether it arrived. */
  readonly trying: readonly string[];
  readonly counts: Counts;
}

export interface Cursor {
  readonly position: () => Position;
  /** Resolves when it would survive a power cut. */
  readonly move: (change: Partial<Position>) => Promise<void>;
}

const START: Omit<Position, "offset"> = {
  settled: [],
  trying: [],
  counts: { sent: 0, refused: 0, repeated: 0, dropped: 0 },
};

/** `folder` must stand; without a cursor in it there is one at `from`. */
export async function openCursor(folder: string, name: string, from: number): Promise<Cursor> {
  const file = join(folder, `${name}.json`);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });
  let position: Position = text === undefined ? { ...START, offset: from } : JSON.parse(text);
  const write = async () => {
    const next = await open(`${file}.next`, "w", 0o600);
    try {
      await next.writeFile(`${JSON.stringify(position)}\n`);
      await next.sync();
    } finally {
      await next.close();
    }
    await rename(`${file}.next`, file);
    const directory = await open(folder, "r");
    await directory.sync().finally(() => directory.close());
  };
  if (text === undefined) await write();
  return {
    position: () => position,
    async move(change) {
      position = { ...position, ...change };
      await write();
    },
  };
}
