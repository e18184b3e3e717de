// One row as a touchpoint, or what is wrong with it, cell by cell.
import { createHash } from "node:crypto";
import { type ImportMapping, KEY, type MappedCell, type Touchpoint } from "@waymark/protocol";
import { entrySchema } from "@waymark/protocol/schema";
import { toTime } from "./to-time.ts";

/** A cell that makes its row worth nothing. */
export interface Fault {
  /** From 0; `undefined` where it is the whole row. */
  readonly column?: number | undefined;
  readonly problem: string;
}

export type Converted = { readonly entry: Touchpoint } | { readonly faults: readonly Fault[] };

const hash = (...parts: readonly string[]): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex");

/** A UUIDv8 (RFC 9562), the same for the same. */
const toId = (...parts: readonly string[]): string =>
  hash(...parts).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");

/** As a page has to: `identify({ key })` with the same hash is what joins both. */
const toKey = (customer: string): string => createHash("sha256").update(customer).digest("hex");

/** Reads the cells of a row; what is wrong with one is noted, and nothing comes of the row. */
const createReader = (columns: ReadonlyMap<string, number>, cells: readonly string[]) => {
  const faults: Fault[] = [];
  const blame = (cell: MappedCell, problem: string): undefined => {
    faults.push({ column: "column" in cell ? columns.get(cell.column) : undefined, problem });
    return undefined;
  };
  const read = (cell: MappedCell): string => {
    if ("value" in cell) return cell.value;
    const text = cells[columns.get(cell.column) ?? -1]?.trim() ?? "";
    if (!cell.values || text === "") return text;
    if (Object.hasOwn(cell.values, text)) return cell.values[text] ?? "";
    blame(cell, `${JSON.stringify(text)} is none of "values". Add it to the mapping, or correct it.`);
    return text;
  };
  const require = (cell: MappedCell): string => {
    const text = read(cell);
    if (text === "") blame(cell, "is empty. Fill it in.");
    return text;
  };
  return { faults, blame, read, require };
};

/**
 * Makes what converts the rows of one table. Of the same row come the same ids, whenever: of one that stands there twice the
 * second has another than the first, and those of an earlier run are known again.
 * @param now ms since the epoch: what lies ahead cannot have happened
 */
export const createConversion = (mapping: ImportMapping, columns: ReadonlyMap<string, number>, now: number) => {
  const { site, zone = "Z" } = mapping;
  const counts = new Map<string, number>();

  const identify = (row: Omit<Touchpoint, "id">, own: string): string => {
    if (mapping.id) return toId("row", site, own);
    const content = hash("content", site, JSON.stringify(row));
    const count = (counts.get(content) ?? 0) + 1;
    counts.set(content, count);
    return toId(content, String(count));
  };

  return (cells: readonly string[]): Converted => {
    const { faults, blame, read, require } = createReader(columns, cells);
    if (cells.length !== columns.size) {
      return { faults: [{ problem: `has ${cells.length} cells, the first line has ${columns.size}. Correct it.` }] };
    }
    const told = require(mapping.at);
    const at = toTime(told, zone) ?? Number.NaN;
    if (told !== "" && Number.isNaN(at)) {
      blame(mapping.at, `${JSON.stringify(told)} is no time. Write it as 2026-01-30T14:05+01:00.`);
    } else if (at > now)
      blame(mapping.at, `${JSON.stringify(told)} lies ahead. What has not happened yet cannot be kept.`);
    const customer = require(mapping.customer);
    const key = mapping.customer.hashed ? customer : toKey(customer);
    if (customer !== "" && !KEY.test(key))
      blame(mapping.customer, 'is no hash. Leave "hashed" out, and it is made one.');
    const [stage, step] = [mapping.stage, mapping.step].map((cell) => (cell ? read(cell) : ""));
    if (!stage !== !step)
      blame(mapping.stage ?? mapping.step ?? mapping.name, "has a stage or a step alone. Give both, or none.");
    const data = Object.entries(mapping.data ?? {}).map(([name, cell]) => [name, read(cell)] as const);
    const row = {
      kind: "touchpoint",
      type: "custom",
      name: require(mapping.name),
      at,
      channel: require(mapping.channel),
      key,
      ...(stage && step ? { stage, step } : {}),
      data: Object.fromEntries(data.filter(([, value]) => value !== "")),
    } as const;
    const own = mapping.id ? require(mapping.id) : "";
    if (faults.length > 0) return { faults };
    const entry = { ...row, id: identify(row, own) };
    const [issue] = entrySchema.safeParse(entry).error?.issues ?? [];
    if (!issue) return { entry };
    const field = String(issue.path[0]) as "name" | "channel" | "stage" | "step";
    blame(mapping[field] ?? mapping.name, `makes a bad ${issue.path.join(".")}: it ${issue.message}.`);
    return { faults };
  };
};
