// Reads `map.json` at the start: what its owners write is refused as a whole where a part of it makes no sense.
import { readFile } from "node:fs/promises";
import type { Configuration, MapNotes } from "@waymark/protocol";
import { mapNotesSchema, toPath } from "@waymark/protocol/schema";
import { StartError } from "../start-error.ts";

/** What is said of stages that the plan does not have, and of personas that stand twice. */
const findFaults = ({ stages = {}, personas = [] }: MapNotes, configuration: Configuration | undefined) => {
  const known = (configuration?.stages ?? []).map(({ id }) => id);
  const strangers = Object.keys(stages).filter((id) => !known.includes(id));
  const doubles = personas.filter(({ id }, i) => personas.findIndex((other) => other.id === id) !== i);
  return [
    ...strangers.map(
      (id) => `stages.${id}: is no stage of the configuration. Name one of ${known.join(", ") || "its stages"}.`,
    ),
    ...doubles.map(({ id }) => `personas: "${id}" stands twice. Rename one of them.`),
  ];
};

const parse = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StartError(`${path} is not JSON: ${(cause as Error).message}.`, "Correct it there.", cause);
  }
};

/**
 * @param path of `map.json`; `undefined` says nothing
 * @throws {StartError} that names each place and its remedy
 */
export const readMapNotes = async (
  path: string | undefined,
  configuration: Configuration | undefined,
): Promise<MapNotes> => {
  if (path === undefined) return {};
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new StartError(`${path} cannot be read.`, "Check its path.", cause);
  });
  const { data, error } = mapNotesSchema.safeParse(parse(text, path));
  const faults = data
    ? findFaults(data, configuration)
    : error.issues.map((issue) => `${toPath(issue.path) || path}: ${issue.message}.`);
  if (data && faults.length === 0) return data;
  throw new StartError(`${path} is faulty.\n${faults.join("\n")}\n`, "Correct these places.");
};
