// Each entry is judged alone: the good ones are kept, the bad ones named, and one never costs another.
import { type Entry, MAX_ENTRY_BYTES, type Refusal } from "@waymark/protocol";
import { entrySchema, toPath } from "@waymark/protocol/schema";

export interface Verdict {
  readonly kept: readonly Entry[];
  readonly refused: readonly Refusal[];
}

// A receipt repeats nothing that the sender wrote but what has the grammar of an id or a key.
const toSafePart = (part: PropertyKey): PropertyKey =>
  typeof part === "number" || /^[\w-]{1,64}$/.test(String(part)) ? part : "?";

const toSafeId = (raw: unknown): string => {
  const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : undefined;
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : "";
};

const isTooBig = (raw: unknown): boolean => Buffer.byteLength(JSON.stringify(raw)) > MAX_ENTRY_BYTES;

const judge = (raw: unknown, index: number): { entry: Entry } | { reason: string } => {
  if (isTooBig(raw)) return { reason: `entries[${index}]: over ${MAX_ENTRY_BYTES} bytes` };
  const { data, error } = entrySchema.safeParse(raw);
  if (data) return { entry: data };
  const issue = error.issues[0];
  const path = toPath(["entries", index, ...(issue?.path ?? []).map(toSafePart)]);
  return { reason: `${path}: ${issue?.message ?? "not an entry"}` };
};

/** Sorts a batch's entries into those to keep, with unknown fields dropped, and refusals with path and reason. */
export const judgeEntries = (entries: readonly unknown[]): Verdict => {
  const kept: Entry[] = [];
  const refused: Refusal[] = [];
  entries.forEach((raw, index) => {
    const verdict = judge(raw, index);
    if ("entry" in verdict) kept.push(verdict.entry);
    else refused.push({ id: toSafeId(raw), reason: verdict.reason, retry: false });
  });
  return { kept, refused };
};
