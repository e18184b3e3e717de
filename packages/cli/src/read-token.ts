// The token that opens the read API: made once, kept in the data folder for its owner's eyes alone.
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Token {
  readonly value: string;
  /** True when it was made just now. */
  readonly isNew: boolean;
}

/** Reads `<data>/token`, or makes it, of 256 random bits and with mode 0600. */
export const readToken = async (data: string): Promise<Token> => {
  const file = join(data, "token");
  const value = randomBytes(32).toString("base64url");
  try {
    await writeFile(file, `${value}\n`, { mode: 0o600, flag: "wx" });
    return { value, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return { value: (await readFile(file, "utf8")).trim(), isNew: false };
  }
};
