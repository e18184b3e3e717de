// The lossless export: each entry as the journal has it, one in a line, in the order in which they came.
import type { RowsQuery } from "../read-model.ts";
import { toEntry } from "../to-entry.ts";
import type { Scope } from "./export-scope.ts";
import { readInOrder } from "./read-in-order.ts";

export async function* toJsonl(query: RowsQuery, scope: Scope): AsyncGenerator<string> {
  for await (const rows of readInOrder(query, "*", scope)) {
    yield rows.map((row) => `${JSON.stringify(toEntry(row))}\n`).join("");
  }
}
