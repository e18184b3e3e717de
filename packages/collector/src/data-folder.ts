// The folder in which a collector keeps everything, readable by its owner alone.
import { access, constants, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { StartError } from "./start-error.ts";

/**
 * Makes the data folder unless it stands already.
 * @throws {StartError} when its parent is missing, or when it cannot be written.
 */
export const makeDataFolder = async (data: string): Promise<void> => {
  const folder = resolve(data);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") {
      throw new StartError(`The data folder's parent ${dirname(folder)} does not exist.`, "Create it first.", error);
    }
    if (code !== "EEXIST") throw new StartError(`The data folder ${folder} cannot be made.`, "Choose another.", error);
  }
  // A slash at the end makes the check fail for a file, too.
  await access(`${folder}/`, constants.R_OK | constants.W_OK).catch((cause) => {
    throw new StartError(
      `The data folder ${folder} cannot be written.`,
      "Give this user the right to, or choose another.",
      cause,
    );
  });
};
