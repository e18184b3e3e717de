// Lines of the journal as batches again: those of one session together, in the order in which they came.
import type { Batch, Entry } from "@waymark/protocol";
import type { StoredEntry } from "../stored-entry.ts";

function toEntry(stored: StoredEntry): Entry {
  const { site, visitor, session, sdk, plan, level, automated, source, received, browser, rawAt, ...entry } = stored;
  return entry as Entry;
}

const parse = (line: string): readonly StoredEntry[] => {
  try {
    return [JSON.parse(line)];
  } catch {
    // A line that was erased is empty, and one that a crash of the machine tore was never acknowledged.
    return [];
  }
};

/** The entries of lines that are any. What `waymark simulate` made stays here. */
export const parseLines = (lines: readonly string[]): readonly StoredEntry[] =>
  lines.flatMap(parse).filter(({ source }) => source !== "simulate");

/** Each visitor's entries keep their order. A batch is named by its first entry, so that it has the same name each time. */
export function toBatches(stored: readonly StoredEntry[], sentAt: number): readonly Batch[] {
  const groups = new Map<string, StoredEntry[]>();
  for (const each of stored) {
    const { site, visitor, session, sdk, plan, automated } = each;
    const key = JSON.stringify([site, visitor, session ?? each.id, sdk, plan, automated]);
    const group = groups.get(key) ?? [];
    group.push(each);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group): Batch[] => {
    const [first] = group;
    if (!first) return [];
    const { site, visitor, session, sdk, plan, automated } = first;
    const head = { waymark: 1, batch: first.id, attempt: 1, sentAt } as const;
    return [{ ...head, site, sdk, visitor, session, plan, automated, entries: group.map(toEntry) }];
  });
}
