// The invariants after a fault: all that was kept arrives, once and as it was told, and no hole is left unexplained.
import type { Entry } from "@waymark/protocol";
import { expect } from "vitest";
import { namesOf } from "../harness/arrival.ts";
import type { ReadEntry } from "../harness/collector.ts";
import type { Tab } from "../harness/driver.ts";
import { eventually } from "../harness/eventually.ts";
import { endBackoff, flush, readKept } from "../harness/in-page.ts";
import { describeHoles, isCovered, toCovered } from "./gaps.ts";
import type { Lab } from "./lab.ts";

export interface WholeOptions {
  /** The page that recovers. Default: the driver's own. */
  readonly tab?: Tab;
  /** Where it goes to recover. Default: it reloads a page with the tag, or opens the site when it is on none. */
  readonly at?: string;
  /** Lets the present back-off be over, as a clock would that has run on; for tests whose pages are in no hurry. */
  readonly isBackoffOver?: boolean;
  /** What page and console may say, one line each. Default: nothing. */
  readonly mayTell?: readonly RegExp[];
  /** Where the page can't read its own storage: it is not looked whether it is empty. */
  readonly isWithoutStorage?: boolean;
  /** Where a page ended with entries that were nowhere but in its memory: their numbers are missing. */
  readonly mayHaveHoles?: boolean;
}

/** What there is in the end. */
export interface Whole {
  /** All of the lab's site, in order of time. */
  readonly entries: readonly ReadEntry[];
  /** Of them what the test told. */
  readonly told: readonly ReadEntry[];
  readonly gaps: readonly ReadEntry[];
  /** What the collector never took. */
  readonly quarantined: readonly Entry[];
}

/** The queue has to be empty this long after recovery, ms. */
const WITHIN = 60_000;

const hasTag = (tab: Tab, origin: string): Promise<boolean> =>
  tab.evaluate((site) => location.origin === site && "waymark" in window, origin).catch(() => false);

/** I4: has one page come back and send until nothing waits; returns what the collector refused for good. */
const drain = async (lab: Lab, tab: Tab, options: WholeOptions): Promise<readonly Entry[]> => {
  const { relay, origin, site } = lab;
  const { at, isBackoffOver, isWithoutStorage } = options;
  relay.set(() => "through");
  await (!at && (await hasTag(tab, origin)) ? tab.reload() : tab.open(at ?? `${origin}/`));
  let left = "nothing is known of it";
  const look = async () => {
    if (isBackoffOver) await endBackoff(tab, site);
    await flush(tab);
    if (isWithoutStorage) return [];
    const { waiting, journaled, quarantined } = await readKept(tab, site);
    left = `${waiting} rows wait, ${journaled} are in the journal`;
    return waiting + journaled ? undefined : quarantined;
  };
  try {
    const bodies = await eventually("the queue is empty", look, { timeout: WITHIN, interval: 250 });
    return bodies.map((body) => JSON.parse(body));
  } catch (cause) {
    throw new Error(`I4: the queue is not empty after ${WITHIN} ms: ${left}.\n${lastSeen(lab)}`, { cause });
  }
};

/** What the relay did with the last requests: where to look when something is missing. */
const lastSeen = ({ relay: { arrivals } }: Lab): string => {
  const lines = arrivals.slice(-12).map((arrival) => {
    const { number, at, fate, ids, batch } = arrival;
    const names = namesOf(arrival).slice(0, 4).join(" ");
    return `#${number} at ${Math.round(at)} ms: ${JSON.stringify(fate)}, try ${batch?.attempt}, ${ids.length} entries: ${names}`;
  });
  return [`${arrivals.length} requests arrived, the last of them:`, ...lines].join("\n");
};

const whereSeen = ({ relay }: Lab, name: string): string => {
  const seen = relay.arrivals.filter((arrival) => namesOf(arrival).includes(name));
  return `${name} (${seen.map(({ number, fate }) => `#${number} ${JSON.stringify(fate)}`).join(", ") || "never sent"})`;
};

interface GapData {
  readonly types?: { readonly custom?: number };
}

/** I1: what was kept in IndexedDB is stored, or refused for good, or told as lost. */
const expectKept = (lab: Lab, { told, gaps, quarantined }: Whole): void => {
  const there = new Set([...told, ...quarantined].map(({ name }) => name));
  const missing = [...lab.told.values()].filter(({ name, level }) => level === "idb" && !there.has(name));
  const entries = lab.relay.arrivals.flatMap(({ batch }) => batch?.entries ?? []);
  const sent = new Map(entries.map((entry) => [entry.name, entry]));
  const covered = toCovered(gaps);
  // Of what was never sent nobody knows the number, but gaps tell how many of its kind went.
  const gone = gaps.reduce((sum, { data }) => sum + ((data as GapData).types?.custom ?? 0), 0);
  const lost = missing.filter(({ name }) => {
    const entry = sent.get(name);
    return entry ? !isCovered(covered, entry) : missing.length > gone;
  });
  const names = lost.map(({ name }) => whereSeen(lab, name));
  expect(lost, `I1: kept, and yet missing: ${names.join(", ")}\n${lastSeen(lab)}\n`).toHaveLength(0);
};

const doublesIn = (all: readonly string[]) => all.filter((each, i) => all.indexOf(each) !== i);

/** I2 and I3: every id once, every name once, and each as it was told. */
const expectAsTold = (lab: Lab, { entries, told }: Whole): void => {
  expect(doublesIn(entries.map(({ id }) => id)), "I2: ids that are stored twice").toEqual([]);
  expect(doublesIn(told.map(({ name }) => name)), "I2: told once, stored twice").toEqual([]);
  const meant = told.map(({ name }) => ({ name, data: lab.told.get(name)?.data }));
  const stored = told.map(({ name, data }) => ({ name, data }));
  expect(stored, "I3: stored as it was told").toEqual(meant);
};

/** I6: the host page hears no more than it may. */
const expectQuiet = (lab: Lab, mayTell: readonly RegExp[]): void => {
  const lines = [...lab.faults()];
  for (const pattern of mayTell) {
    const index = lines.findIndex((line) => pattern.test(line));
    if (index >= 0) lines.splice(index, 1);
  }
  expect(lines, "I6: what page and console told").toEqual([]);
};

/**
 * Lets everything through again, has one page come back and send until nothing waits, and then proves I1 to I4, I6 and I7.
 * Returns what the collector holds, for what a scenario asks besides.
 */
export const expectWhole = async (lab: Lab, options: WholeOptions = {}): Promise<Whole> => {
  const quarantined = await drain(lab, options.tab ?? lab.driver(), options);
  const entries = await lab.collector.entries({ site: lab.site });
  const whole: Whole = {
    entries,
    told: entries.filter(({ type }) => type === "custom"),
    gaps: entries.filter(({ kind }) => kind === "gap"),
    quarantined,
  };
  expectKept(lab, whole);
  expectAsTold(lab, whole);
  expectQuiet(lab, options.mayTell ?? []);
  if (!options.mayHaveHoles) expect(describeHoles(whole), "I7: numbers that are missing").toEqual([]);
  return whole;
};
