// A row of an answer of the database, as plain values.

export type Row = Readonly<Record<string, string | number | boolean | null>>;

export const toRow = (row: Record<string, unknown>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "bigint" ? Number(value) : value]),
  ) as Row;
