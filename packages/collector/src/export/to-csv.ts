// Entries as a table for people with a spreadsheet, RFC 4180, in which no cell can become a formula.
import type { Row, RowsQuery } from "../read-model.ts";
import type { Scope } from "./export-scope.ts";
import { readInOrder } from "./read-in-order.ts";

const TEXTS = [
  "id",
  "site",
  "kind",
  "type",
  "name",
  "stage",
  "step",
  "channel",
  "visitor",
  "session",
  "source",
] as const;
const MORE = [
  "url",
  "referrer",
  "device",
  "browser",
  "browser_major",
  "tab",
  "seq",
  "key",
  "automated",
  "test",
] as const;
const COLUMNS = ["at", ...TEXTS, "survey", "question", "value", ...MORE, "data"];

const ENTRIES = `
  e.at, ${TEXTS.join(", ")},
  CASE WHEN kind IN ('survey', 'answer') THEN data->>'survey' END AS survey,
  CASE WHEN kind = 'answer' THEN data->>'question' END AS question,
  CASE WHEN kind = 'answer' THEN data->>'value' END AS value,
  ${MORE.join(", ")}, data`;

// OWASP ASVS 1.2.10 names the first of these, with their full-width twins. Of an apostrophe nothing happens; it is there
// so that whoever takes one away from each cell that begins with one has exactly what was kept.
const FORMULA = /^[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20']/;

// Other than the comma, semicolons and tabs part cells where somebody has set a spreadsheet so.
/** One cell. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const toCell = (value: string | number | boolean | null | undefined): string => {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const toLine = (cells: readonly Parameters<typeof toCell>[0][]): string => `${cells.map(toCell).join(",")}\r\n`;

/** The names of the columns, then a line for each entry, in the order in which they came. */
export async function* toCsv(query: RowsQuery, scope: Scope): AsyncGenerator<string> {
  yield toLine(COLUMNS);
  for await (const rows of readInOrder(query, ENTRIES, scope)) {
    yield rows
      .map((row) => ({ ...row, at: new Date(Number(row.at)).toISOString() }) as Row)
      .map((row) => toLine(COLUMNS.map((column) => row[column])))
      .join("");
  }
}
