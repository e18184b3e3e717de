// A DuckDB file: one that writes, readers beside it, and a new start after what DuckDB does not survive.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { createTurns } from "./create-turns.ts";
import { type Row, toRow } from "./row.ts";
import { createRowStream, type RowStream, type RowsQuery } from "./row-stream.ts";

export type { Row } from "./row.ts";
export type { RowsQuery } from "./row-stream.ts";

/** A query that runs longer is stopped, ms. */
const QUERY_TIMEOUT = 10_000;

/** Reads rows; values stand as `$name` in the SQL, never in its text. */
export type Query = (sql: string, values?: Record<string, DuckDBValue>) => Promise<readonly Row[]>;

export interface Database {
  /** A transaction, one after the other: all of it happens or nothing. */
  write(change: (writer: DuckDBConnection) => Promise<void>): Promise<void>;
  /** Several queries, of which all see the same moment, and temporary tables that end with it. Rejects after 10 s. */
  snapshot<T>(read: (query: Query) => Promise<T>): Promise<T>;
  /** Several queries, of which all see the same moment, for as long as somebody goes on asking for what `read` yields. */
  stream<T>(read: (query: RowsQuery) => AsyncIterable<T>): AsyncIterable<T>;
  /** Ends streams, which then reject, and waits for whatever else is under way. Nothing is answered after it. */
  close(): Promise<void>;
}

interface Opened {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  /** Sets how many threads there are, whatever the writer is at. */
  readonly control: DuckDBConnection;
  /** What a query may use, unless nobody asks. */
  readonly threads: number;
}

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
  let isClosed = false;
  const inTurn = createTurns();
  const controlInTurn = createTurns();
  const reading = new Set<Promise<unknown>>();
  const streams = new Set<RowStream>();

  // Readers first: the lock on the file goes with the last of them, and would take the new one along. Whoever takes a
  // stream may take their time, so that is ended.
  const giveUp = async () => {
    const broken = opened;
    opened = undefined;
    for (const { end } of streams) end();
    await Promise.allSettled(reading);
    await controlInTurn(async () => broken && close(broken));
  };

  const getOpened = (): Opened => {
    if (opened) return opened;
    throw new Error(isClosed ? "The database is closed." : "The database is being opened again.");
  };

  // Readers may use all of the processor, the writer one core: shared out among several, its short statements take a
  // third more of it, which ingest then lacks.
  const setThreads = (of: Opened) =>
    controlInTurn(async () => {
      if (opened === of) await of.control.run(`SET threads = ${reading.size === 0 ? 1 : of.threads}`);
    });

  const connect = async (to: Opened): Promise<DuckDBConnection> => {
    if (reading.size < 2) await setThreads(to);
    return to.instance.connect();
  };

  /** Waits for a reader; until it is done, nothing is closed under it. */
  const count = async <T>(from: Opened, asked: Promise<T>): Promise<T> => {
    reading.add(asked);
    try {
      return await asked;
    } finally {
      reading.delete(asked);
      if (reading.size === 0) await setThreads(from);
    }
  };

  const read = async <T>(from: Opened, ask: (query: Query) => Promise<T>): Promise<T> => {
    const reader = await connect(from);
    const timeout = setTimeout(() => reader.interrupt(), QUERY_TIMEOUT);
    try {
      await reader.run("BEGIN");
      return await ask(async (sql, values) => (await reader.runAndReadAll(sql, values)).getRowObjectsJS().map(toRow));
    } finally {
      clearTimeout(timeout);
      reader.closeSync();
    }
  };

  async function* stream<T>(ask: (query: RowsQuery) => AsyncIterable<T>): AsyncGenerator<T> {
    const from = getOpened();
    const rows = createRowStream(() => connect(from));
    streams.add(rows);
    const counted = count(from, rows.ended);
    // Told below, whenever somebody asks on; until then it is no fault of nobody's.
    counted.catch(() => undefined);
    try {
      yield* ask(rows.query);
    } finally {
      rows.end();
      streams.delete(rows);
      await counted;
    }
  }

  return {
    write: (change) =>
      inTurn(async () => {
        if (!isClosed) opened ??= await open(file, schema);
        try {
          await runTransaction(getOpened().writer, change);
        } catch (error) {
          if (isFatal(error)) await giveUp();
          throw error;
        }
      }),
    snapshot: async (ask) => {
      const from = getOpened();
      // It begins when it is counted.
      return count(
        from,
        Promise.resolve().then(() => read(from, ask)),
      );
    },
    stream,
    close: () => {
      isClosed = true;
      return inTurn(giveUp);
    },
  };
};
