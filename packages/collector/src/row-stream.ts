// Rows that are read as they are asked for, which can be ended from outside: DuckDB lets go of no file, and survives no
// closing, while an answer is half read or a call is under way.
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { createTurns } from "./create-turns.ts";
import { type Row, toRow } from "./row.ts";

/** Reads rows a few thousand at a time, however many there are. One after the other: each to its end. */
export type RowsQuery = (sql: string, values?: Record<string, DuckDBValue>) => AsyncIterable<readonly Row[]>;

export interface RowStream {
  /** Queries of one transaction. What is asked for after the end rejects: an answer never looks whole that is not. */
  readonly query: RowsQuery;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  /** Stops what is under way; safe to call twice. */
  end(): void;
}

type Rows = AsyncIterator<Record<string, unknown>[]>;

/** Reads an answer to its end, for nobody: stopped as it is, that is no more than what was made already. */
const drain = async (rows: Rows | undefined): Promise<void> => {
  while (rows && !(await rows.next()).done);
};

/** @param connect makes the connection, when the first query comes; it is closed at the end */
export const createRowStream = (connect: () => Promise<DuckDBConnection>): RowStream => {
  const inTurn = createTurns();
  let resolve = () => {};
  const ended = new Promise<void>((done) => {
    resolve = done;
  });
  let connection: DuckDBConnection | undefined;
  let rows: Rows | undefined;
  let isEnded = false;

  const whileOpen = <T>(job: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const check = () => {
        if (isEnded) throw new Error("The database was closed before all was read.");
      };
      check();
      const done = await job();
      check();
      return done;
    });

  const open = async (): Promise<DuckDBConnection> => {
    connection = await connect();
    await connection.run("BEGIN");
    return connection;
  };

  const letGo = async () => {
    connection?.interrupt();
    // It fails as it was stopped.
    await drain(rows).catch(() => undefined);
    connection?.closeSync();
    resolve();
  };

  return {
    async *query(sql, values) {
      await whileOpen(async () => {
        rows = (await (connection ?? (await open())).stream(sql, values)).yieldRowObjectJs();
      });
      for (;;) {
        const next = await whileOpen(async () => rows?.next());
        if (!next || next.done) return;
        yield next.value.map(toRow);
      }
    },
    ended,
    end: () => {
      if (isEnded) return;
      isEnded = true;
      connection?.interrupt();
      void inTurn(letGo);
    },
  };
};
