// What a request asks the map for, with the defaults filled in; only the default site is left to whoever knows the sites.
import type { Device, MapQuery } from "@waymark/protocol";
import type { Included } from "../collector-options.ts";
import { badParameter, readPeriod, readSite } from "../read-parameter.ts";

const DEVICES: readonly Device[] = ["phone", "tablet", "desktop"];
const INCLUDED: readonly Included[] = ["simulated", "automated"];

export type AskedMap = Omit<MapQuery, "site"> & { readonly site: string | undefined };

const readWord = <T extends string>(name: string, word: string, words: readonly T[]): T => {
  const known = words.find((each) => each === word);
  if (known) return known;
  if (words.length === 0)
    throw badParameter(name, `There is no ${name} to choose.`, "Name some in map.json, or leave it out.");
  throw badParameter(name, `"${name}" names what there is not.`, `Give ${words.join(", ")}, or leave it out.`);
};

/**
 * Reads `site`, `from`, `until` (ms since the epoch), `device`, `persona` by its id, and `include`, which lists who else is
 * counted.
 * @throws {ProblemError} 400 that names the parameter.
 */
export const readMapQuery = (
  parameters: URLSearchParams,
  now: number,
  defaultInclude: readonly Included[],
  personas: readonly string[],
): AskedMap => {
  const device = parameters.get("device");
  const persona = parameters.get("persona");
  const include = parameters.get("include")?.split(",").filter(Boolean) ?? defaultInclude;
  const included = include.map((word) => readWord("include", word, INCLUDED));
  return {
    site: readSite(parameters),
    ...readPeriod(parameters, now),
    device: device === null ? null : readWord("device", device, DEVICES),
    persona: persona === null ? null : readWord("persona", persona, personas),
    simulated: included.includes("simulated"),
    automated: included.includes("automated"),
  };
};
