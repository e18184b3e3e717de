// What the tests of the room share: queues of any make, and what a gap says of itself.
import type { Entry, JsonObject } from "@waymark/protocol";
import type { Row } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createRoom, type GapReason } from "../../../packages/sdk/src/pipeline/room.ts";
import type { Key, Pair } from "../../../packages/sdk/src/store.ts";
import { createFakeStore, createIds, START } from "../fixtures.ts";

export const DAY = 86_400_000;

/** Rows of one make, queued one after the other. */
export interface Lot {
  readonly priority: number;
  readonly rows: number;
  readonly perRow: number;
  /** Characters of one entry, about. */
  readonly characters: number;
  /** Documents that take turns, entry by entry. */
  readonly tabs: readonly string[];
  /** From one `seq` of a document to the next; over 1 others stand between. */
  readonly step: number;
  /** ms. */
  readonly age: number;
}

export interface Told {
  readonly reason: GapReason;
  readonly data: JsonObject;
}

export const lot = (rest: Partial<Lot> = {}): Lot => ({
  ...{ priority: 3, rows: 1, perRow: 1, characters: 0, tabs: ["a"], step: 1, age: 0 },
  ...rest,
});

/** Types as `toPriority` sorts them. */
const TYPES = ["text", "page", "abandon", "custom"];

/** Rows with keys as the queue makes them. */
export function toPairs(lots: readonly Lot[]): readonly (readonly [Key, Row])[] {
  const seqs = new Map<string, number>();
  return lots.flatMap(({ priority, rows, perRow, characters, tabs, step, age }) => {
    const { make } = createIds(() => START - age);
    let turn = 0;
    const toEntry = () => {
      const tab = `${tabs[turn++ % tabs.length]}`;
      const seq = (seqs.get(tab) ?? 0) + step;
      seqs.set(tab, seq);
      const entry = { id: make(), type: TYPES[priority], at: START - age, tab, seq, data: "x".repeat(characters) };
      return { id: entry.id, body: JSON.stringify(entry) };
    };
    return Array.from({ length: rows }, () => {
      const entries = Array.from({ length: perRow }, toEntry);
      const size = entries.reduce((sum, { body }) => sum + body.length, 0);
      const key: Key = ["e", priority, `${entries[0]?.id}`, perRow, size];
      return [key, { key, level: "idb", tries: 0, entries }] as const;
    });
  });
}

export const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
/** Entries, by the keys of their rows. */
export const countOf = (keys: readonly Key[]) => sum(keys.map((key) => Number(key[3])));

/** A room over these rows, and what it told. */
export async function openRoom(pairs: readonly Pair[]) {
  const store = createFakeStore();
  await store.put(pairs);
  const told: Told[] = [];
  const room = createRoom(
    store,
    () => START,
    (reason, data) => void told.push({ reason, data }),
  );
  return { room, told, store, keys: () => store.rows("e").map(([key]) => JSON.parse(key) as Key) };
}

/** The entries that a gap names, as `tab/seq`. */
export const namedBy = ({ data }: Told): readonly string[] =>
  Object.entries(data.tabs as Record<string, string>).flatMap(([tab, ranges]) =>
    ranges.split(",").flatMap((range) => {
      const [from = Number.NaN, to = from] = range.split("-").map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => `${tab}/${from + i}`);
    }),
  );

/** The largest entry that the page can make of a gap: everything about it as long as the wire format allows. */
export const toLargestEntry = ({ reason, data }: Told): Entry =>
  ({
    ...{ id: createIds(() => START).make(), kind: "gap", type: "evicted", name: reason, at: START, mono: 1e9, data },
    ...{ tab: "f".repeat(16), seq: 99_999, stage: "s".repeat(64), step: "s".repeat(512) },
    page: { url: `https://shop.example/${"p".repeat(2000)}`, referrer: `https://shop.example/${"r".repeat(2000)}` },
  }) as Entry;
