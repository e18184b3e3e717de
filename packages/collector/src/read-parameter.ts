// Reads a parameter of a query, or refuses it by name.
import type { Included } from "./collector-options.ts";
import { ProblemError } from "./problem.ts";

/** The period unless one is asked for, ms. */
const PERIOD = 30 * 86_400_000;

/** A 400 that names a parameter. */
export const badParameter = (path: string, title: string, remedy: string): ProblemError =>
  new ProblemError({ status: 400, title, path, remedy });

/** A whole number from 0 to `most`; `fallback` where the parameter is absent. */
export const readInteger = (parameters: URLSearchParams, name: string, fallback: number, most: number): number => {
  const text = parameters.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw badParameter(
    name,
    `"${name}" is not a whole number from 0 to ${most}.`,
    `Give one, or leave it out for ${fallback}.`,
  );
};

/** `from` and `until`, ms since the epoch: the last 30 days unless told. */
export const readPeriod = (
  parameters: URLSearchParams,
  now: number,
): { readonly from: number; readonly until: number } => {
  const until = readInteger(parameters, "until", now, Number.MAX_SAFE_INTEGER);
  const from = readInteger(parameters, "from", Math.max(0, until - PERIOD), Number.MAX_SAFE_INTEGER);
  if (from < until) return { from, until };
  throw badParameter("from", '"from" is not before "until".', "Give an earlier time, in ms since 1970.");
};

/** A site by its name, if the request has one. */
export const readSite = (parameters: URLSearchParams): string | undefined => {
  const site = parameters.get("site") ?? undefined;
  if (site === undefined || /^[\w.:-]{1,128}$/.test(site)) return site;
  throw badParameter("site", '"site" is no name of a site.', "Give the name that the tag sends, or leave it out.");
};

/** One visitor of one site; both have to be told. */
export const readVisitor = (parameters: URLSearchParams): { readonly site: string; readonly visitor: string } => {
  const site = readSite(parameters);
  if (site === undefined) throw badParameter("site", '"site" is missing.', "Give the name that the tag sends.");
  const visitor = parameters.get("visitor")?.toLowerCase() ?? "";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(visitor)) return { site, visitor };
  throw badParameter("visitor", '"visitor" is no id of a visitor.', "Give one as entries name it, a UUID.");
};

/** Who is counted beside people: `include` lists them, else it is as the options have it. */
export const readIncluded = (
  parameters: URLSearchParams,
  fallback: readonly Included[],
): { readonly simulated: boolean; readonly automated: boolean } => {
  const words = parameters.get("include")?.split(",").filter(Boolean) ?? fallback;
  const others = words.filter((word) => word !== "simulated" && word !== "automated");
  if (others.length === 0) return { simulated: words.includes("simulated"), automated: words.includes("automated") };
  throw badParameter(
    "include",
    '"include" names what there is not.',
    "Give simulated, automated, both, or leave it out.",
  );
};
