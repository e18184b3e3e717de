// Entries in the order in which they came, a stretch of the journal after the other.
import type { Row, RowsQuery } from "../read-model.ts";
import type { Scope } from "./export-scope.ts";

/**
 * Offsets in one statement. The table lies nearly as it came, so that of a stretch little more than itself is read; to sort
 * all of it at once would take memory, or the disk, for all of it.
 */
const STRETCH = 50_000;

/** @param columns what of each is read, as SQL */
export async function* readInOrder(
  query: RowsQuery,
  columns: string,
  { all, values }: Scope,
): AsyncGenerator<readonly Row[]> {
  let last = 0;
  for await (const [row] of query("SELECT coalesce(max(position), 0) AS last FROM entries")) last = Number(row?.last);
  for (let after = 0; after < last; after += STRETCH) {
    yield* query(
      `SELECT ${columns} FROM entries e
       WHERE position > $after AND position <= $after + ${STRETCH} AND ${all}
       ORDER BY position`,
      { ...values, after: BigInt(after) },
    );
  }
}
