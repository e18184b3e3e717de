// What a line of the journal may still say: nothing of a visitor who was forgotten, no typed text after its term.
import { KEY } from "@waymark/protocol";
import type { StoredEntry } from "./stored-entry.ts";
import { toCustomer } from "./to-customer.ts";

export interface Revision {
  /** Sites on which a visitor or a customer was forgotten, by their id. */
  readonly forgotten: ReadonlyMap<string, ReadonlySet<string>>;
  /** Text that was typed and received before this loses its letters, ms since the epoch. */
  readonly textBefore: number;
}

const parse = (line: string): Partial<StoredEntry> | undefined => {
  try {
    return JSON.parse(line) ?? undefined;
  } catch {
    // A crash of the machine may leave such a line behind what was durable; nobody ever reads it.
    return undefined;
  }
};

const isForgotten = ({ forgotten }: Revision, site: string, id: string | undefined): boolean =>
  id !== undefined && forgotten.get(id)?.has(site) === true;

// As the read model has it: what came with a key is the customer's. A tombstone names whom it is about, or late entries
// could not be told from others after a rebuild.
const isErased = (revision: Revision, { kind, site, visitor, key }: Partial<StoredEntry>): boolean =>
  kind !== "forget" &&
  site !== undefined &&
  isForgotten(revision, site, key === undefined ? visitor : toCustomer(site, key));

// By which key a forgotten visitor had identified would be nobody's any more after a rebuild, and what comes by it late
// would be kept. So that line becomes a tombstone, which names the customer and no key.
const toTombstone = (revision: Revision, entry: Partial<StoredEntry>): string => {
  const { id, at, site = "", visitor, received, key } = entry;
  const told = entry.kind === "touchpoint" && entry.type === "identify" ? entry.data?.key : undefined;
  if (key !== undefined || typeof told !== "string" || !KEY.test(told)) return "";
  const customer = toCustomer(site, told);
  if (!isForgotten(revision, site, customer)) return "";
  const forget = { id, kind: "forget", type: "visitor", name: "", at, data: { customer } };
  return JSON.stringify({ ...forget, site, visitor, received });
};

// What was typed into a list of choices is the last of it.
const withoutText = (value: unknown): unknown => (Array.isArray(value) ? [...value.slice(0, -1), ""] : "");

const blank = (entry: Partial<StoredEntry>): Partial<StoredEntry> => {
  const data = entry.data as { readonly value: unknown; readonly other?: true };
  const isTyped = entry.type === "text" || data.other === true;
  return isTyped ? Object.assign({}, entry, { data: { ...data, value: withoutText(data.value) } }) : entry;
};

const VISITOR = /"visitor":"([0-9a-f-]{36})"/g;

/**
 * The line as it may stay: itself where nothing is due, and empty where all of it is, so that every other line keeps its
 * offset.
 */
export const reviseLine = (line: string, revision: Revision): string => {
  const { forgotten } = revision;
  const isKeyed = forgotten.size > 0 && line.includes('"key":"');
  const mayBeErased = isKeyed || Array.from(line.matchAll(VISITOR)).some(([, id = ""]) => forgotten.has(id));
  const isAnswer = line.includes('"kind":"answer"');
  const entry = mayBeErased || isAnswer ? parse(line) : undefined;
  if (!entry) return line;
  if (isErased(revision, entry)) return toTombstone(revision, entry);
  if (entry.kind !== "answer" || (entry.received ?? Infinity) >= revision.textBefore) return line;
  const blanked = blank(entry);
  return blanked === entry ? line : JSON.stringify(blanked);
};
