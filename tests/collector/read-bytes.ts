// Whatever a collector has written, as it stands on the disk.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** All bytes of all files of a folder, of its journal and of its database alike, one character each. */
export const readBytes = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = async (path: string) => [path, await readFile(path, "latin1")] as const;
  return new Map(await Promise.all(files.map(({ parentPath, name }) => read(join(parentPath, name)))));
};
