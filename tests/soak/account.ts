// What a soak has found: what became of all that was told, and of every number that is missing, and why that may be.
import type { Whole } from "../browser/delivery/expect-whole.ts";
import { findHoles } from "../browser/delivery/gaps.ts";
import type { Told } from "../browser/delivery/oracle.ts";
import type { ReadEntry } from "../browser/harness/collector.ts";
import type { Visit } from "./visit.ts";

export interface Account {
  /** What there is to say, by what it is. */
  readonly lines: readonly (readonly [string, string | number])[];
  /** What nothing explains. */
  readonly violations: readonly string[];
}

/** localStorage, where a row waits for the database, is written to the disk this much later, ms. */
const SETTLED_AFTER = 10_000;

const documentOf = ({ page }: Pick<ReadEntry, "page">): number =>
  Number(new URL(page?.url ?? "http://none").searchParams.get("document"));

const count = <T>(all: readonly T[], nameOf: (each: T) => string): string => {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(nameOf(each), (counts.get(nameOf(each)) ?? 0) + 1);
  return [...counts].map(([name, times]) => `${times} ${name}`).join(", ") || "0";
};

/** Why something that nobody heard was kept in IndexedDB may be lost; nothing if it may not. */
const excuse = ({ killed, toldIn, ends }: Visit, { name, level }: Told): string | undefined => {
  const { document, at } = toldIn.get(name) ?? { document: 0, at: 0 };
  if (level === "idb") return undefined;
  const kill = killed.get(document);
  if (kill) return `${level ?? "unheard"} when the ${kill} was killed`;
  const isJustBefore = ends.some((end) => end > at && end - at < SETTLED_AFTER);
  return isJustBefore ? `${level ?? "unheard"} just before the browser was killed` : undefined;
};

/** Numbers that are missing: in killed documents alone, and none before one that was heard to be kept. */
const explainHoles = ({ killed, lab }: Visit, whole: Whole) => {
  const heard = new Map<string, number>();
  const documents = new Map<string, number>();
  for (const entry of whole.entries) {
    const { tab = "", seq = 0, name } = entry;
    documents.set(tab, documentOf(entry));
    if (lab.told.get(name)?.level === "idb") heard.set(tab, Math.max(heard.get(tab) ?? 0, seq));
  }
  return [...findHoles(whole)].flatMap(([tab, { holes, most }]) => {
    const document = documents.get(tab) ?? 0;
    const kill = killed.get(document);
    return holes.map((seq) => ({
      text: `${seq} of ${most} in document ${document}`,
      why: kill && seq > (heard.get(tab) ?? 0) ? `when the ${kill} was killed` : undefined,
    }));
  });
};

export const toAccount = (visit: Visit, whole: Whole): Account => {
  const { lab, killed, ends, documents } = visit;
  const { told, entries, gaps, quarantined } = whole;
  const all = [...lab.told.values()];
  const there = new Set([...told, ...quarantined].map(({ name }) => name));
  const missing = all.filter(({ name }) => !there.has(name)).map((each) => ({ ...each, why: excuse(visit, each) }));
  const holes = explainHoles(visit, whole);
  const visitors = new Set(entries.map(({ visitor }) => visitor));
  const { arrivals } = lab.relay;
  return {
    lines: [
      ["told", `${all.length} in ${documents} documents`],
      ["heard", count(all, ({ level }) => level ?? "unheard")],
      ["stored", `${told.length} told, ${entries.length} in all`],
      ["doubled", entries.length - new Set(entries.map(({ id }) => id)).size],
      ["refused for good", quarantined.length],
      ["told as lost", count(gaps, ({ name }) => name)],
      ["missing", count(missing, ({ why }) => why ?? "WITHOUT REASON")],
      ["holes", count(holes, ({ why }) => why ?? "WITHOUT REASON")],
      ["arrived", `${arrivals.reduce((sum, { ids }) => sum + ids.length, 0)} entries in ${arrivals.length} requests`],
      ["killed", `${count([...killed.values()], (kill) => `by ${kill}`)}, browser ${ends.length} times`],
    ],
    violations: [
      ...missing.filter(({ why }) => !why).map(({ name, level = "unheard" }) => `${name} (${level}) is missing`),
      ...holes.filter(({ why }) => !why).map(({ text }) => `hole: ${text}`),
      ...gaps.map(({ name }) => `evicted: ${name}`),
      ...quarantined.map(({ name }) => `refused for good: ${name}`),
      ...(visitors.size === 1 ? [] : [`${visitors.size} visitors, not one`]),
    ],
  };
};
