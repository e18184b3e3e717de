// Reads a file of JSON; what is wrong with it is told for whoever wrote it.
import { readFile } from "node:fs/promises";
import { ReadError } from "./read-error.ts";

/**
 * @param place how messages name it: a file, or a line of one
 * @throws {ReadError} when it is none
 */
export const parseJson = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ReadError(`${place} is not JSON: ${(cause as Error).message}. Correct it there.`, { cause });
  }
};

/** @throws {ReadError} when there is no such file, or it is no JSON */
export const readJson = async (file: string): Promise<{ readonly text: string; readonly value: unknown }> => {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new ReadError(`${file} cannot be read. Check its path.`, { cause });
  });
  return { text, value: parseJson(text, file) };
};
