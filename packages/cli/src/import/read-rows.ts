// The rows of a table, one at a time, each with the line that it begins on.
import { createReadStream } from "node:fs";
import { type CsvError, parse } from "csv-parse";
import { ReadError } from "../read-error.ts";

export interface TableRow {
  /** Of the file, from 1. */
  readonly line: number;
  /** In the order of the columns. */
  readonly cells: readonly string[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

const toRow = ({ record, raw, info }: Parsed): TableRow => ({
  line: info.lines - (raw.trim().match(/\r\n|\r|\n/g)?.length ?? 0),
  cells: record,
});

/**
 * Reads a file of comma-separated values (RFC 4180), UTF-8 with or without a mark; the names of the columns come first.
 * @throws {ReadError} when it cannot be read, or where quotes make it no table
 */
export async function* readRows(file: string, delimiter = ","): AsyncGenerator<TableRow> {
  const source = createReadStream(file);
  const options = { delimiter, bom: true, info: true, raw: true, relax_column_count: true, skip_empty_lines: true };
  const parser = parse(options);
  // Of two streams the first to fail ends both.
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const parsed of source.pipe(parser)) yield toRow(parsed as Parsed);
  } catch (cause) {
    const { message, lines } = cause as CsvError;
    if (lines === undefined) throw new ReadError(`${file} cannot be read: ${message}. Check its path.`, { cause });
    throw new ReadError(`${file}:${lines}: ${message}. Correct it there.`, { cause });
  } finally {
    source.destroy();
  }
}
