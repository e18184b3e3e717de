// The journal as a DuckDB table that a journey map can ask. It holds nothing of its own: deleted, it is built again.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { JournalRun } from "./journal.ts";
import { PROJECT, SCHEMA } from "./projection.ts";

/** A query that runs longer is stopped, ms. */
const QUERY_TIMEOUT = 10_000;

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Reads rows; values stand as `$name` in the SQL, never in its text. */
export type Query = (sql: string, values?: Record<string, DuckDBValue>) => Promise<readonly Row[]>;

/** Reads rows a few thousand at a time, however many there are. One after the other: each to its end. */
export type RowsQuery = (sql: string, values?: Record<string, DuckDBValue>) => AsyncIterable<readonly Row[]>;

export interface ReadModel {
  /** The journal offset up to which every line is in here. */
  applied(): number;
  /** Takes in a run and moves `applied` behind it, both or neither. A line that is no entry is left out. */
  apply(run: JournalRun): Promise<void>;
  /** Reads beside the writer. Rejects after 10 s. */
  query: Query;
  /** Several queries, of which all see the same moment, and temporary tables that end with it. Rejects after 10 s. */
  snapshot<T>(read: (query: Query) => Promise<T>): Promise<T>;
  /** Several queries, of which all see the same moment, for as long as somebody goes on asking for what `read` yields. */
  stream<T>(read: (query: RowsQuery) => AsyncIterable<T>): AsyncIterable<T>;
  close(): void;
}

const toRow = (row: Record<string, unknown>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "bigint" ? Number(value) : value]),
  ) as Row;

const project = async (writer: DuckDBConnection, { from, lines }: JournalRun): Promise<void> => {
  await writer.run("BEGIN");
  try {
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
    await writer.run("COMMIT");
  } catch (error) {
    await writer.run("ROLLBACK");
    throw error;
  }
};

/**
 * Opens the database file, or makes it. While it is open, no other process can open it.
 * @throws when another process has it open, or when it is no database of this version.
 */
export const openReadModel = async (file: string): Promise<ReadModel> => {
  const instance = await DuckDBInstance.create(file, { memory_limit: "1GB" });
  const writer = await instance.connect();
  await writer.run(SCHEMA);
  const progress = await writer.runAndReadAll("SELECT applied FROM progress");
  let applied = Number(progress.getRowsJS()[0]?.[0] ?? 0);

  const snapshot = async <T>(read: (query: Query) => Promise<T>): Promise<T> => {
    const reader = await instance.connect();
    const timeout = setTimeout(() => reader.interrupt(), QUERY_TIMEOUT);
    try {
      await reader.run("BEGIN");
      return await read(async (sql, values) => (await reader.runAndReadAll(sql, values)).getRowObjectsJS().map(toRow));
    } finally {
      clearTimeout(timeout);
      reader.closeSync();
    }
  };

  async function* stream<T>(read: (query: RowsQuery) => AsyncIterable<T>): AsyncGenerator<T> {
    const reader = await instance.connect();
    try {
      await reader.run("BEGIN");
      yield* read(async function* (sql, values) {
        for await (const rows of (await reader.stream(sql, values)).yieldRowObjectJs()) yield rows.map(toRow);
      });
    } finally {
      reader.interrupt();
      reader.closeSync();
    }
  }

  return {
    applied: () => applied,
    apply: async (run) => {
      await project(writer, run);
      applied = run.from + run.lines.length;
    },
    query: (sql, values) => snapshot((query) => query(sql, values)),
    snapshot,
    stream,
    close: () => {
      writer.closeSync();
      instance.closeSync();
    },
  };
};
