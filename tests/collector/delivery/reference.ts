// The account of deliveries again, over lines in memory, one number at a time: slow, plain, and written apart.
import type { DeliveryDay } from "@waymark/protocol";

export interface PlainLine {
  readonly id: string;
  readonly kind: string;
  readonly visitor: string;
  readonly tab: string | null;
  readonly seq: number | null;
  readonly at: number;
  readonly rawAt: number;
  readonly mono: number | null;
  readonly browser: string;
  readonly level: "idb" | "journal" | "memory" | null;
  /** Of a gap. */
  readonly name: string;
  readonly tabs: Readonly<Record<string, string>>;
}

interface Told {
  readonly first: number;
  readonly last: number;
  readonly reason: keyof DeliveryDay["explained"];
  readonly line: PlainLine;
}

const KNOWN = ["too-old", "too-many", "disk-full", "no-storage"] as const;

const toRanges = (text: string): readonly (readonly [number, number])[] =>
  text.split(",").flatMap((part) => {
    const [first = "", last = first, ...rest] = part.split("-");
    const isRange = rest.length === 0 && [first, last].every((each) => /^[1-9]\d*$/.test(each));
    return isRange && +first <= +last && +last <= 1_000_000 ? [[+first, +last] as const] : [];
  });

/** What gaps tell of each document, the range that begins first in front, and of these the longest. */
const toTold = (lines: readonly PlainLine[]): ReadonlyMap<string, readonly Told[]> => {
  const told = new Map<string, Told[]>();
  for (const line of lines.filter(({ kind }) => kind === "gap")) {
    const reason = KNOWN.find((each) => each === line.name) ?? "other";
    for (const [tab, text] of Object.entries(line.tabs)) {
      for (const [first, last] of toRanges(text)) {
        told.set(tab, [...(told.get(tab) ?? []), { first, last, reason, line }]);
      }
    }
  }
  for (const each of told.values()) each.sort((a, b) => a.first - b.first || b.last - a.last);
  return told;
};

const hasJumped = (own: readonly PlainLine[], isJump: (ms: number) => boolean): boolean => {
  const origins = own
    .filter(({ mono }) => mono !== null)
    .toSorted((a, b) => Number(a.seq) - Number(b.seq))
    .map(({ rawAt, mono }) => rawAt - Number(mono));
  return origins.some((origin, index) => index > 0 && isJump(origin - Number(origins[index - 1])));
};

const emptyDay = (day: string, browser: string): DeliveryDay => ({
  day,
  browser,
  documents: 0,
  entries: 0,
  levels: { idb: 0, journal: 0, memory: 0, unknown: 0 },
  doubled: 0,
  missing: 0,
  explained: { "too-old": 0, "too-many": 0, "disk-full": 0, "no-storage": 0, other: 0 },
  unexplained: 0,
  incomplete: 0,
  erased: 0,
  clocks: { back: 0, ahead: 0 },
});

type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };

const addDocument = (day: Writable<DeliveryDay>, own: readonly PlainLine[], told: readonly Told[], erased: boolean) => {
  const numbers = new Set(own.map(({ seq }) => Number(seq)));
  day.documents += 1;
  day.entries += own.length;
  for (const { level } of own) day.levels[level ?? "unknown"] += 1;
  day.doubled += own.length - numbers.size;
  day.clocks.back += Number(hasJumped(own, (ms) => ms < -30_000));
  day.clocks.ahead += Number(hasJumped(own, (ms) => ms > 30_000));
  day.erased += Number(erased);
  if (erased) return;
  let unexplained = 0;
  const most = Math.max(...numbers, ...told.map(({ last }) => last));
  for (let number = 1; number <= most; number += 1) {
    if (numbers.has(number)) continue;
    const by = told.find(({ first, last }) => first <= number && number <= last);
    day.missing += 1;
    if (by) day.explained[by.reason] += 1;
    else unexplained += 1;
  }
  day.unexplained += unexplained;
  day.incomplete += Number(unexplained > 0);
};

/** The days of documents that began from `from` on and before `until`, in no order. */
export const accountPlainly = (lines: readonly PlainLine[], from: number, until: number): readonly DeliveryDay[] => {
  const distinct = lines.filter(({ id }, index) => lines.findIndex((each) => each.id === id) === index);
  const forgotten = new Set(distinct.filter(({ kind }) => kind === "forget").map(({ visitor }) => visitor));
  const kept = distinct.filter(({ visitor }) => !forgotten.has(visitor));
  const erased = new Set(distinct.filter(({ visitor }) => forgotten.has(visitor)).map(({ tab }) => tab));
  const told = toTold(kept);
  const days = new Map<string, Writable<DeliveryDay>>();
  for (const tab of new Set([...kept.map((line) => line.tab), ...told.keys()])) {
    if (tab === null) continue;
    const own = kept.filter((line) => line.tab === tab);
    const gaps = told.get(tab) ?? [];
    const first = own[0] ?? gaps.map(({ line }) => line).toSorted((a, b) => kept.indexOf(a) - kept.indexOf(b))[0];
    const times = own.length > 0 ? own.map(({ at }) => at) : gaps.map(({ line }) => line.at);
    const since = Math.min(...times);
    if (!first || since < from || since >= until) continue;
    const date = new Date(since).toISOString().slice(0, 10);
    const key = `${date} ${first.browser}`;
    const day = days.get(key) ?? (emptyDay(date, first.browser) as Writable<DeliveryDay>);
    days.set(key, day);
    addDocument(day, own, gaps, erased.has(tab));
  }
  return [...days.values()];
};
