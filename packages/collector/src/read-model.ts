// The journal as a DuckDB table that a journey map can ask. It holds nothing of its own: deleted, it is built again.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { createTurns } from "./create-turns.ts";
import type { JournalRun } from "./journal.ts";
import type { Forgotten, Terms } from "./keep-journal.ts";
import { PROJECT, RETAIN, SCHEMA } from "./projection.ts";

/** A query that runs longer is stopped, ms. */
const QUERY_TIMEOUT = 10_000;

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Reads rows; values stand as `$name` in the SQL, never in its text. */
export type Query = (sql: string, values?: Record<string, DuckDBValue>) => Promise<readonly Row[]>;

export interface ReadModel {
  /** The journal offset up to which every line is in here. */
  applied(): number;
  /** Takes in a run and moves `applied` behind it, both or neither. A line that is no entry is left out. */
  apply(run: JournalRun): Promise<void>;
  /** Takes out what is past its term. */
  retain(terms: Terms): Promise<void>;
  /** Every visitor who was forgotten. */
  forgotten(): Promise<readonly Forgotten[]>;
  /** Reads beside the writer. Rejects after 10 s. */
  query: Query;
  /** Several queries, of which all see the same moment, and temporary tables that end with it. Rejects after 10 s. */
  snapshot<T>(read: (query: Query) => Promise<T>): Promise<T>;
  close(): void;
}

const toRow = (row: Record<string, unknown>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "bigint" ? Number(value) : value]),
  ) as Row;

const inTransaction = async (writer: DuckDBConnection, change: () => Promise<void>): Promise<void> => {
  await writer.run("BEGIN");
  try {
    await change();
    await writer.run("COMMIT");
  } catch (error) {
    await writer.run("ROLLBACK");
    throw error;
  }
};

const project = (writer: DuckDBConnection, { from, lines }: JournalRun): Promise<void> =>
  inTransaction(writer, async () => {
    await writer.run(PROJECT.read, { from: BigInt(from), lines: lines.join("\n") });
    const remembered = await writer.run(PROJECT.remember);
    await writer.run(PROJECT.markLate);
    await writer.run(PROJECT.insert);
    // Erasing reads the whole table, so only for a visitor who is forgotten for the first time.
    if (remembered.rowsChanged > 0) {
      await writer.run(PROJECT.markKept);
      await writer.run(PROJECT.erase);
    }
    await writer.run(PROJECT.advance, { applied: BigInt(from + lines.length) });
  });

const retain = (writer: DuckDBConnection, { entriesBefore, textBefore }: Terms): Promise<void> =>
  inTransaction(writer, async () => {
    const past = { entriesBefore: BigInt(entriesBefore) };
    await writer.run(RETAIN.markPast, past);
    await writer.run(RETAIN.removePast, past);
    await writer.run(RETAIN.blankText, { textBefore: BigInt(textBefore) });
  });

/**
 * Readers get all of the processor's cores, the projector alone one: shared out among several, its short statements take
 * a third more of it, which ingest then lacks.
 */
const leaseThreads = async (instance: DuckDBInstance) => {
  const connection = await instance.connect();
  const [[all] = []] = (await connection.runAndReadAll("SELECT current_setting('threads')")).getRowsJS();
  const set = (threads: number) => connection.run(`SET threads = ${threads}`);
  let readers = 0;
  await set(1);
  return {
    take: async () => {
      readers += 1;
      if (readers === 1) await set(Number(all));
    },
    give: async () => {
      readers -= 1;
      if (readers === 0) await set(1);
    },
    close: () => connection.closeSync(),
  };
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

  const inTurn = createTurns();
  const lease = await leaseThreads(instance);

  const snapshot = async <T>(read: (query: Query) => Promise<T>): Promise<T> => {
    const reader = await instance.connect();
    const timeout = setTimeout(() => reader.interrupt(), QUERY_TIMEOUT);
    try {
      await lease.take();
      await reader.run("BEGIN");
      return await read(async (sql, values) => (await reader.runAndReadAll(sql, values)).getRowObjectsJS().map(toRow));
    } finally {
      clearTimeout(timeout);
      reader.closeSync();
      await lease.give();
    }
  };

  return {
    applied: () => applied,
    apply: async (run) => {
      await inTurn(() => project(writer, run));
      applied = run.from + run.lines.length;
    },
    retain: (terms) => inTurn(() => retain(writer, terms)),
    forgotten: async () => {
      const rows = await snapshot((query) =>
        query("SELECT site, visitor::VARCHAR AS visitor, position FROM forgotten"),
      );
      return rows.map(({ site, visitor, position }) => ({
        site: String(site),
        visitor: String(visitor),
        position: Number(position),
      }));
    },
    query: (sql, values) => snapshot((query) => query(sql, values)),
    snapshot,
    close: () => {
      lease.close();
      writer.closeSync();
      instance.closeSync();
    },
  };
};
