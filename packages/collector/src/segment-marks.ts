// What has been done to closed segments already, so that it is not looked for again. Without it everything is looked at once more.
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

export interface Mark {
  /** When the last of its entries was received, ms since the epoch; 0 when all are erased. */
  readonly newest: number;
  /** Every visitor forgotten up to this offset of the journal is out of it. */
  readonly forgotten: number;
  /** All that was typed is out of it. */
  readonly isTextGone: boolean;
}

/** By the offset of the segment. */
export type Marks = Map<number, Mark>;

const toFile = (folder: string): string => join(folder, "segments.marks");

/** The marks of a folder's segments; none where they cannot be read. */
export const readMarks = async (folder: string): Promise<Marks> => {
  try {
    return new Map(JSON.parse(await readFile(toFile(folder), "utf8")));
  } catch {
    return new Map();
  }
};

/** Writes them whole or not at all. */
export const writeMarks = async (folder: string, marks: Marks): Promise<void> => {
  const draft = `${toFile(folder)}.draft`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify([...marks]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, toFile(folder));
};
