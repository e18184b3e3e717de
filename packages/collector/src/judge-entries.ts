// Each entry is judged alone: the good ones are kept, the bad ones named, and one never costs another.
import { type Entry, MAX_ENTRY_BYTES, type Refusal } from "@waymark/protocol";
import { entrySchema, toPath } from "@waymark/protocol/schema";

/** An entry made ready to be kept, and its JSON. */
export interface Kept<T> {
  readonly entry: T;
  readonly text: string;
}

export interface Verdict<T> {
  readonly kept: readonly Kept<T>[];
  readonly refused: readonly Refusal[];
}

// A receipt repeats nothing that the sender wrote but what has the grammar of an id or a key.
const toSafePart = (part: PropertyKey): PropertyKey =>
  typeof part === "number" || /^[\w-]{1,64}$/.test(String(part)) ? part : "?";

const toSafeId = (raw: unknown): string => {
  const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : undefined;
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : "";
};

// No UTF-16 unit takes more than three bytes, so most need not be counted.
const isTooBig = (text: string): boolean =>
  text.length * 3 > MAX_ENTRY_BYTES && Buffer.byteLength(text) > MAX_ENTRY_BYTES;

const judge = <T>(raw: unknown, index: number, prepare: (entry: Entry) => T): Kept<T> | { reason: string } => {
  const { data, error } = entrySchema.safeParse(raw);
  if (data) {
    const entry = prepare(data);
    const text = JSON.stringify(entry);
    return isTooBig(text) ? { reason: `entries[${index}]: over ${MAX_ENTRY_BYTES} bytes` } : { entry, text };
  }
  const issue = error.issues[0];
  const path = toPath(["entries", index, ...(issue?.path ?? []).map(toSafePart)]);
  return { reason: `${path}: ${issue?.message ?? "not an entry"}` };
};

/**
 * Sorts a batch's entries into those to keep, with unknown fields dropped, and refusals with path and reason. What is
 * kept is prepared first, and as large as that makes it.
 */
export const judgeEntries = <T>(entries: readonly unknown[], prepare: (entry: Entry) => T): Verdict<T> => {
  const kept: Kept<T>[] = [];
  const refused: Refusal[] = [];
  entries.forEach((raw, index) => {
    const verdict = judge(raw, index, prepare);
    if ("entry" in verdict) kept.push(verdict);
    else refused.push({ id: toSafeId(raw), reason: verdict.reason, retry: false });
  });
  return { kept, refused };
};
