// Keeps the queue within its limits: what is too old or too much goes, least valuable first, and is told as a gap.
import type { Entry, JsonObject } from "@waymark/protocol";
import type { Key } from "../database.ts";
import type { Row } from "./batch.ts";
import { MOST_COPIES } from "./queue.ts";
import type { Rows } from "./rows.ts";

/** Why entries were given up. */
export type GapReason = "too-old" | "too-many" | "disk-full" | "no-storage";

export interface Room {
  /** Lets go of what is too old, and of the least valuable while there is too much. */
  readonly check: () => Promise<void>;
  /** Makes room on a full disk. */
  readonly make: () => Promise<void>;
  /** Tells rows that are lost. */
  readonly tell: (rows: readonly Row[], reason: GapReason) => void;
  /** Lets go of copies in memory while there are too many. */
  readonly spare: (copies: Map<string, Row>) => void;
  /** How many entries this page has told as lost. */
  readonly evicted: () => number;
}

const MOST_ENTRIES = 20_000;
const MOST_CHARACTERS = 10_000_000;
/** Answers are worth more than anything that could take their place. */
const MOST_ANSWERS = 1000;
const SHARE = 0.2;
const FEWER_COPIES = 40;
/** Entries that were refused for good are only there to be looked into. */
const MOST_REFUSED = 1000;
const DAY = 86_400_000;
/** Ranges that one gap names: of a document each, they take 40 characters, and an entry has room for 24 KiB. */
const MOST_RANGES = 400;

/** A row's key ends with how many entries it holds and how many characters they have. */
export const entriesOf = (keys: readonly Key[]) => keys.reduce((sum, key) => sum + Number(key[3] ?? 1), 0);
const charactersOf = (keys: readonly Key[]) => keys.reduce((sum, key) => sum + Number(key[4] ?? 0), 0);
const isTooMuch = (keys: readonly Key[]) => entriesOf(keys) > MOST_ENTRIES || charactersOf(keys) > MOST_CHARACTERS;
/** A UUIDv7 begins with its time. */
const timeOf = (key: Key) => Number.parseInt(String(key[2]).replace("-", "").slice(0, 12), 16);

export function createRoom(store: Rows, now: () => number, onGap: (reason: GapReason, data: JsonObject) => void): Room {
  let evicted = 0;
  const tell = (rows: readonly Row[], reason: GapReason) => {
    const entries = rows.flatMap((row) => row.entries).map(({ body }) => JSON.parse(body) as Entry);
    evicted += entries.length;
    entries.sort((a, b) => (a.tab === b.tab ? (a.seq ?? 0) - (b.seq ?? 0) : `${a.tab}` < `${b.tab}` ? -1 : 1));
    let part: Entry[] = [];
    let ranges = 0;
    for (const entry of entries) {
      const last = part.at(-1);
      if (last && (last.tab !== entry.tab || (last.seq ?? 0) + 1 !== entry.seq) && ++ranges >= MOST_RANGES) {
        onGap(reason, toGap(part));
        part = [];
        ranges = 0;
      }
      part.push(entry);
    }
    if (part.length) onGap(reason, toGap(part));
  };
  const takeOldest = async (keys: readonly Key[], count: number, reason: GapReason) => {
    const [from, to] = [keys[0], keys[Math.max(1, Math.ceil(count)) - 1]];
    if (from && to) tell(await store.take<Row>(from, to), reason);
  };
  const takeLeast = async (keys: readonly Key[], reason: GapReason) => {
    for (const priority of [3, 2, 1, 0]) {
      const these = keys.filter((key) => key[1] === priority);
      if (these.length && (priority || entriesOf(these) > MOST_ANSWERS))
        return takeOldest(these, these.length * SHARE, reason);
    }
  };

  return {
    tell,
    spare(copies) {
      // Many at once, so that the gap that tells of them pushes nothing out itself: the oldest of the least valuable.
      const least = [...copies].sort(([, a], [, b]) => Number(b.key[1]) - Number(a.key[1]));
      const gone = least.slice(0, copies.size - MOST_COPIES + FEWER_COPIES);
      for (const [name] of gone) copies.delete(name);
      tell(
        gone.map(([, row]) => row).filter(({ level }) => level === "memory"),
        "no-storage",
      );
    },
    evicted: () => evicted,
    make: async () => takeLeast(await store.keys("e"), "disk-full"),
    async check() {
      const refused = await store.keys("x");
      const [from, to] = [refused[0], refused[refused.length - MOST_REFUSED - 1]];
      if (from && to) await store.take(from, to);
      let keys = await store.keys("e");
      for (const priority of [0, 1, 2, 3]) {
        const lasts = (priority ? 7 : 30) * DAY;
        const old = keys.filter((key) => key[1] === priority && now() - timeOf(key) > lasts);
        await takeOldest(old, old.length, "too-old");
      }
      // Each round takes a fifth of one priority, until the rest fits or nothing goes any more.
      for (let before = keys.length + 1; ; before = keys.length) {
        keys = await store.keys("e");
        if (!isTooMuch(keys) || keys.length >= before) return;
        await takeLeast(keys, "too-many");
      }
    },
  };
}

/** Which entries of which document are gone, as ranges of `seq`; how many of each name; from when to when. */
function toGap(entries: readonly Entry[]): JsonObject {
  const tabs: Record<string, string> = {};
  const names: Record<string, number> = {};
  const numbers = new Map<string, number[]>();
  for (const { tab = "", seq, type } of entries) {
    names[type] = (names[type] ?? 0) + 1;
    if (seq) numbers.set(tab, [...(numbers.get(tab) ?? []), seq]);
  }
  for (const [tab, each] of numbers) tabs[tab] = toRanges(each.sort((a, b) => a - b));
  const times = entries.map(({ at }) => at);
  return { count: entries.length, tabs, types: names, from: Math.min(...times), until: Math.max(...times) };
}

/** Such as `1-7,9` for ascending numbers. */
function toRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const each of numbers) {
    const last = ranges.at(-1);
    if (last && each <= last[1] + 1) last[1] = each;
    else ranges.push([each, each]);
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join();
}
