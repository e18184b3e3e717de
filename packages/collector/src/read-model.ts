// The journal as a DuckDB table that a journey map can ask. It holds nothing of its own: deleted, it is built again.
import type { DuckDBConnection } from "@duckdb/node-api";
import { openDatabase, type Query, type RowsQuery } from "./database.ts";
import type { JournalRun } from "./journal.ts";
import type { Forgotten, Terms } from "./keep-journal.ts";
import { FORGOTTEN, PROJECT, RETAIN, SCHEMA } from "./projection.ts";

export type { Query, Row, RowsQuery } from "./database.ts";

export interface ReadModel {
  /** The journal offset up to which every line is in here. */
  applied(): number;
  /** Takes in a run and moves `applied` behind it, both or neither. A line that is no entry is left out. */
  apply(run: JournalRun): Promise<void>;
  /** Takes out what is past its term. */
  retain(terms: Terms): Promise<void>;
  /** Every visitor who was forgotten, and every customer who turned out to be one. */
  forgotten(): Promise<readonly Forgotten[]>;
  /** Reads beside the writer. Rejects after 10 s. */
  query: Query;
  /** Several queries, of which all see the same moment, and temporary tables that end with it. Rejects after 10 s. */
  snapshot<T>(read: (query: Query) => Promise<T>): Promise<T>;
  /** Several queries, of which all see the same moment, for as long as somebody goes on asking for what `read` yields. */
  stream<T>(read: (query: RowsQuery) => AsyncIterable<T>): AsyncIterable<T>;
  /** Ends streams, which then reject, and waits for whatever else is under way. */
  close(): Promise<void>;
}

const project = async (writer: DuckDBConnection, { from, lines }: JournalRun): Promise<void> => {
  await writer.run(PROJECT.read, { from: BigInt(from), lines: lines.join("\n") });
  await writer.run(PROJECT.findLinks);
  const linked = await writer.run(PROJECT.link);
  await writer.run(PROJECT.resolve);
  const remembered = await writer.run(PROJECT.remember);
  await writer.run(PROJECT.markLate);
  await writer.run(PROJECT.insert);
  if (linked.rowsChanged > 0) {
    await writer.run(PROJECT.move);
    await writer.run(PROJECT.eraseMoved);
  }
  // Erasing reads the whole table, so only for a visitor who is forgotten for the first time.
  if (remembered.rowsChanged > 0) {
    await writer.run(PROJECT.markKept);
    await writer.run(PROJECT.erase);
  }
  await writer.run(PROJECT.advance, { applied: BigInt(from + lines.length) });
};

const retain = async (writer: DuckDBConnection, { entriesBefore, textBefore }: Terms): Promise<void> => {
  const past = { entriesBefore: BigInt(entriesBefore) };
  await writer.run(RETAIN.markPast, past);
  await writer.run(RETAIN.removePast, past);
  await writer.run(RETAIN.blankText, { textBefore: BigInt(textBefore) });
};

/**
 * Opens the database file, or makes it. While it is open, no other process can open it.
 * @throws when another process has it open, or when it is no database of this version.
 */
export const openReadModel = async (file: string): Promise<ReadModel> => {
  const database = await openDatabase(file, SCHEMA);
  const query: Query = (sql, values) => database.snapshot((ask) => ask(sql, values));
  const readApplied = async () => Number((await query("SELECT applied FROM progress"))[0]?.applied ?? 0);
  let applied = await readApplied();
  let isSure = true;

  return {
    applied: () => applied,
    apply: async (run) => {
      // What failed at its very end may have happened all the same.
      if (!isSure) {
        await database.write(async () => undefined);
        applied = await readApplied();
        isSure = true;
      }
      const known = Math.max(0, applied - run.from);
      if (known >= run.lines.length) return;
      isSure = false;
      await database.write((writer) => project(writer, { from: run.from + known, lines: run.lines.slice(known) }));
      applied = run.from + run.lines.length;
      isSure = true;
    },
    retain: (terms) => database.write((writer) => retain(writer, terms)),
    forgotten: async () => {
      const rows = await query(FORGOTTEN);
      return rows.map(({ site, visitor, position }) => ({
        site: String(site),
        visitor: String(visitor),
        position: Number(position),
      }));
    },
    query,
    snapshot: database.snapshot,
    stream: database.stream,
    close: database.close,
  };
};
