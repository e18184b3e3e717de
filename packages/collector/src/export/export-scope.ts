// What of all entries an export hands out, as the other end of a statement.
import type { DuckDBValue } from "@duckdb/node-api";
import type { Included } from "../collector-options.ts";
import { badParameter, readIncluded, readInteger, readSite } from "../read-parameter.ts";

export interface Scope {
  /** Conditions on `entries e`, for all that is kept. */
  readonly all: string;
  /** The same for journeys alone: without previews, and without who is left out unless asked for. */
  readonly journeys: string;
  /** What both name. */
  readonly values: Record<string, DuckDBValue>;
}

/**
 * Reads `site`, `from` and `until` (ms since the epoch, `until` not included) and `include`; without them, all there is.
 * @throws {ProblemError} 400 that names the parameter.
 */
export const readScope = (parameters: URLSearchParams, defaultInclude: readonly Included[]): Scope => {
  const site = readSite(parameters) ?? null;
  const from = readInteger(parameters, "from", 0, Number.MAX_SAFE_INTEGER);
  const until = readInteger(parameters, "until", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (from >= until)
    throw badParameter("from", '"from" is not before "until".', "Give an earlier time, in ms since 1970.");
  const { simulated, automated } = readIncluded(parameters, defaultInclude);
  const all = "($site IS NULL OR site = $site) AND e.at >= $from AND e.at < $until";
  const journeys = [
    all,
    "test IS NOT TRUE",
    ...(simulated ? [] : ["source IS DISTINCT FROM 'simulate'"]),
    ...(automated ? [] : ["automated IS NOT TRUE"]),
  ].join(" AND ");
  return { all, journeys, values: { site, from: BigInt(from), until: BigInt(until) } };
};
