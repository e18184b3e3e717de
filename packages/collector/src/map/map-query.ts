// What a request asks the map for, with the defaults filled in; only the default site is left to whoever knows the sites.
import type { Device, MapQuery } from "@waymark/protocol";
import type { Included } from "../collector-options.ts";
import { badParameter, readInteger } from "../read-parameter.ts";

/** The period unless one is asked for, ms. */
const PERIOD = 30 * 86_400_000;
const DEVICES: readonly Device[] = ["phone", "tablet", "desktop"];
const INCLUDED: readonly Included[] = ["simulated", "automated"];

export type AskedMap = Omit<MapQuery, "site"> & { readonly site: string | undefined };

const readWord = <T extends string>(name: string, word: string, words: readonly T[]): T => {
  const known = words.find((each) => each === word);
  if (known) return known;
  throw badParameter(name, `"${name}" names what there is not.`, `Give ${words.join(", ")}, or leave it out.`);
};

const readPeriod = (parameters: URLSearchParams, now: number): Pick<MapQuery, "from" | "until"> => {
  const until = readInteger(parameters, "until", now, Number.MAX_SAFE_INTEGER);
  const from = readInteger(parameters, "from", Math.max(0, until - PERIOD), Number.MAX_SAFE_INTEGER);
  if (from < until) return { from, until };
  throw badParameter("from", '"from" is not before "until".', "Give an earlier time, in ms since 1970.");
};

const readSite = (parameters: URLSearchParams): string | undefined => {
  const site = parameters.get("site") ?? undefined;
  if (site === undefined || /^[\w.:-]{1,128}$/.test(site)) return site;
  throw badParameter("site", '"site" is no name of a site.', "Give the name that the tag sends, or leave it out.");
};

/**
 * Reads `site`, `from`, `until` (ms since the epoch), `device` and `include`, which lists who else is counted.
 * @throws {ProblemError} 400 that names the parameter.
 */
export const readMapQuery = (
  parameters: URLSearchParams,
  now: number,
  defaultInclude: readonly Included[],
): AskedMap => {
  const device = parameters.get("device");
  const include = parameters.get("include")?.split(",").filter(Boolean) ?? defaultInclude;
  const included = include.map((word) => readWord("include", word, INCLUDED));
  return {
    site: readSite(parameters),
    ...readPeriod(parameters, now),
    device: device === null ? null : readWord("device", device, DEVICES),
    simulated: included.includes("simulated"),
    automated: included.includes("automated"),
  };
};
