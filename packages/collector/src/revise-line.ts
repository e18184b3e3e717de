// What a line of the journal may still say: nothing of a visitor who was forgotten, no typed text after its term.
import type { StoredEntry } from "./stored-entry.ts";

export interface Revision {
  /** Sites on which a visitor was forgotten, by the visitor's id. */
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

// A tombstone names the visitor it is about, or late entries could not be told from others after a rebuild.
const isErased = ({ forgotten }: Revision, { kind, site, visitor }: Partial<StoredEntry>): boolean =>
  kind !== "forget" && visitor !== undefined && site !== undefined && forgotten.get(visitor)?.has(site) === true;

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
  const mayBeErased = Array.from(line.matchAll(VISITOR)).some(([, id = ""]) => revision.forgotten.has(id));
  const isAnswer = line.includes('"kind":"answer"');
  const entry = mayBeErased || isAnswer ? parse(line) : undefined;
  if (!entry) return line;
  if (isErased(revision, entry)) return "";
  if (entry.kind !== "answer" || (entry.received ?? Infinity) >= revision.textBefore) return line;
  const blanked = blank(entry);
  return blanked === entry ? line : JSON.stringify(blanked);
};
