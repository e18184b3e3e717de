// What may be recorded in a file: lines of a collector's journal, answers of its read API, batches; each is entries at heart.
import type { Entry } from "@waymark/protocol";

/** An entry and whose it is; what nobody is known of has no visitor. */
export interface Row {
  readonly site: string;
  readonly visitor: string | undefined;
  readonly session: string;
  readonly plan: string | undefined;
  readonly entry: Entry;
  /** When it happened, by the collector's clock where that is known: visitors' clocks may run wrong. */
  readonly order: number;
}

type Fields = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEntry = ({ id, kind, type, at, data }: Fields): boolean =>
  typeof id === "string" &&
  typeof kind === "string" &&
  typeof type === "string" &&
  typeof at === "number" &&
  isObject(data);

/** Without what only a collector wants to know: of many entries that is most of the memory. */
const toEntry = ({ id, kind, type, name, at, rawAt, tab, seq, stage, step, page, test, data }: Fields): Entry =>
  // Limits go by the visitor's own clock, as in the page.
  ({ id, kind, type, name, at: rawAt ?? at, tab, seq, stage, step, page, test, data }) as unknown as Entry;

function toRow(value: unknown, head: Fields): readonly Row[] | undefined {
  if (!isObject(value) || !isEntry(value)) return undefined;
  const { site = head.site, visitor = head.visitor, session = head.session, plan = head.plan, at } = value;
  const whose = typeof visitor === "string" ? visitor : undefined;
  const placedBy = typeof plan === "string" ? plan : undefined;
  const known = { site: `${site ?? ""}`, visitor: whose, session: `${session ?? ""}`, plan: placedBy };
  return [{ ...known, entry: toEntry(value), order: at as number }];
}

/** The rows in one JSON value; `undefined` when it is nothing of the kind. */
export function toRows(value: unknown): readonly Row[] | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value.journal === "number") return [];
  if (!Array.isArray(value.entries)) return toRow(value, {});
  const rows: Row[] = [];
  for (const each of value.entries) {
    const found = toRow(each, value);
    if (!found) return undefined;
    rows.push(...found);
  }
  return rows;
}
