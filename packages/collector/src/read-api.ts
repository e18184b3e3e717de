// `GET /api/...`: what the read model holds, for tools that know the token.
import type { DuckDBValue } from "@duckdb/node-api";
import type { Journal } from "./journal.ts";
import type { ReadModel } from "./read-model.ts";
import { readInteger } from "./read-parameter.ts";
import { toEntry } from "./to-entry.ts";

const FILTERS = {
  site: "site = $site",
  visitor: "visitor = TRY_CAST($visitor AS UUID)",
  session: "session = TRY_CAST($session AS UUID)",
  kind: "kind = $kind",
  type: "type = $type",
} as const;

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 10_000;

export interface ReadApi {
  /** `/api/entries`: the first `limit` entries after an offset, listed by (at, tab, seq, id). */
  entries(parameters: URLSearchParams): Promise<Response>;
  /** `/api/status`: how far the read model is, and what it holds. */
  status(): Promise<Response>;
}

/** The read API over a read model; `journal` tells what is still to come. */
export const createReadApi = (readModel: ReadModel, journal: Pick<Journal, "durable">): ReadApi => {
  // Taken before the query: whatever it says is applied, the query finds.
  const offsets = () => ({ applied: readModel.applied(), durable: journal.durable() });

  return {
    entries: async (parameters) => {
      const limit = readInteger(parameters, "limit", DEFAULT_LIMIT, MAX_LIMIT);
      const after = readInteger(parameters, "after", 0, Number.MAX_SAFE_INTEGER);
      const conditions = ["position > $after"];
      const values: Record<string, DuckDBValue> = { after: BigInt(after), limit: BigInt(limit) };
      for (const [name, condition] of Object.entries(FILTERS)) {
        const value = parameters.get(name);
        if (value === null) continue;
        conditions.push(condition);
        values[name] = value;
      }
      const reached = offsets();
      const rows = await readModel.query(
        `SELECT * FROM (FROM entries WHERE ${conditions.join(" AND ")} ORDER BY position LIMIT $limit) e
         ORDER BY e.at, tab, seq, id`,
        values,
      );
      const next = rows.length === limit ? { next: Math.max(after, ...rows.map((row) => Number(row.position))) } : {};
      return Response.json({ ...reached, entries: rows.map(toEntry), ...next });
    },

    status: async () => {
      const reached = offsets();
      const rows = await readModel.query("SELECT kind, count(*) AS entries FROM entries GROUP BY kind ORDER BY kind");
      return Response.json({ ...reached, entries: Object.fromEntries(rows.map((row) => [row.kind, row.entries])) });
    },
  };
};
