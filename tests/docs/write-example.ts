// The documents' own example: the plan of the manual, and the journey that the command's page writes for it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { blocksIn } from "./read-documents.ts";

const find = (document: string, part: RegExp): string => {
  const [, block] = blocksIn("json").find(([, each]) => each.document === document && part.test(each.text)) ?? [];
  if (!block) throw new Error(`${document} has no JSON with ${part}`);
  return block.text;
};

/** Writes `waymark.json`, and the folder `journeys`, as a reader would. */
export const writeExample = async (folder: string): Promise<void> => {
  await writeFile(join(folder, "waymark.json"), find("README.md", /"stages"/));
  await mkdir(join(folder, "journeys"));
  await writeFile(join(folder, "journeys/leaves-at-payment.json"), find("packages/cli/README.md", /"expect"/));
};
