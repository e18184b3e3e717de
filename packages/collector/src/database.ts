// A DuckDB file: one that writes, readers beside it, and a new start after what DuckDB does not survive.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { createTurns } from "./create-turns.ts";

/** A query that runs longer is stopped, ms. */
const QUERY_TIMEOUT = 10_000;

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Reads rows; values stand as `$name` in the SQL, never in its text. */
export type Query = (sql: string, values?: Record<string, DuckDBValue>) => Promise<readonly Row[]>;

export interface Database {
  /** A transaction, one after the other: all of it happens or nothing. */
  write(change: (writer: DuckDBConnection) => Promise<void>): Promise<void>;
  /** Several queries, of which all see the same moment, and temporary tables that end with it. Rejects after 10 s. */
  snapshot<T>(read: (query: Query) => Promise<T>): Promise<T>;
  close(): void;
}

interface Opened {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  /** Sets how many threads there are, whatever the writer is at. */
  readonly control: DuckDBConnection;
  /** What a query may use, unless nobody asks. */
  readonly threads: number;
}

const toRow = (row: Record<string, unknown>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "bigint" ? Number(value) : value]),
  ) as Row;

/** A checkpoint writes the whole index of ids anew: with DuckDB's own 16 MB that is a sixth of what the projector costs. */
const CHECKPOINT = "128MB";

const open = async (file: string, schema: string): Promise<Opened> => {
  const instance = await DuckDBInstance.create(file, { memory_limit: "1GB", wal_autocheckpoint: CHECKPOINT });
  try {
    const writer = await instance.connect();
    await writer.run(schema);
    const [[threads] = []] = (await writer.runAndReadAll("SELECT current_setting('threads')")).getRowsJS();
    await writer.run("SET threads = 1");
    return { instance, writer, control: await instance.connect(), threads: Number(threads) };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
};

const close = ({ writer, control, instance }: Opened): void => {
  control.closeSync();
  writer.closeSync();
  instance.closeSync();
};

const runTransaction = async (writer: DuckDBConnection, change: (writer: DuckDBConnection) => Promise<void>) => {
  await writer.run("BEGIN");
  try {
    await change(writer);
    await writer.run("COMMIT");
  } catch (error) {
    // Where it was the end that failed, there is nothing left to take back; what matters is why it did.
    await writer.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
};

/** A checkpoint that finds no room, for example, after which the whole database answers nothing but this error. */
const isFatal = (error: unknown): boolean => /\bFATAL Error\b|has been invalidated/.test(String(error));

/**
 * Opens a database file, or makes it. While it is open, no other process can open it.
 * @throws when another process has it open, or when it is no database.
 */
export const openDatabase = async (file: string, schema: string): Promise<Database> => {
  let opened: Opened | undefined = await open(file, schema);
  const inTurn = createTurns();
  const reading = new Set<Promise<unknown>>();

  // Readers first: the lock on the file goes with the last of them, and would take the new one along.
  const giveUp = async () => {
    const broken = opened;
    opened = undefined;
    await Promise.allSettled(reading);
    if (broken) close(broken);
  };

  // Readers may use all of the processor, the writer one core: shared out among several, its short statements take a
  // third more of it, which ingest then lacks.
  const setThreads = async ({ control, threads }: Opened) => {
    await control.run(`SET threads = ${reading.size === 0 ? 1 : threads}`);
  };

  const read = async <T>(from: Opened, ask: (query: Query) => Promise<T>): Promise<T> => {
    if (reading.size < 2) await setThreads(from);
    const reader = await from.instance.connect();
    const timeout = setTimeout(() => reader.interrupt(), QUERY_TIMEOUT);
    try {
      await reader.run("BEGIN");
      return await ask(async (sql, values) => (await reader.runAndReadAll(sql, values)).getRowObjectsJS().map(toRow));
    } finally {
      clearTimeout(timeout);
      reader.closeSync();
    }
  };

  return {
    write: (change) =>
      inTurn(async () => {
        opened ??= await open(file, schema);
        try {
          await runTransaction(opened.writer, change);
        } catch (error) {
          if (isFatal(error)) await giveUp();
          throw error;
        }
      }),
    snapshot: async (ask) => {
      const from = opened;
      if (!from) throw new Error("The database is being opened again.");
      // It begins when it is counted.
      const asked = Promise.resolve().then(() => read(from, ask));
      reading.add(asked);
      try {
        return await asked;
      } finally {
        reading.delete(asked);
        if (reading.size === 0 && opened === from) await setThreads(from);
      }
    },
    close: () => {
      if (opened) close(opened);
      opened = undefined;
    },
  };
};
