// What the tests of the page's core share: a clock that is set, a store and a collector in memory, entries and trackers.
import type { Entry, QueueLevel } from "@waymark/protocol";
import { vi } from "vitest";
import { createIds as create } from "../../packages/journey/src/id.ts";
import type { Clock } from "../../packages/sdk/src/clock.ts";
import { describeElement, findInteractive } from "../../packages/sdk/src/dom/describe-element.ts";
import type { Draft, Observation } from "../../packages/sdk/src/observation.ts";
import type { Rows } from "../../packages/sdk/src/pipeline/rows.ts";
import type { Key, Store } from "../../packages/sdk/src/store.ts";
import type { TrackerContext } from "../../packages/sdk/src/trackers/tracker.ts";

/** ms since the epoch. */
export const START = 1_795_300_000_000;

export interface FakeClock extends Clock {
  /** Wall and monotonic time go on together. */
  readonly forward: (ms: number) => void;
  /** Somebody sets the wall clock. */
  readonly set: (now: number) => void;
}

export function createFakeClock(start = START): FakeClock {
  let now = start;
  let mono = 100;
  return {
    now: () => now,
    mono: () => mono,
    forward(ms) {
      now += ms;
      mono += ms;
    },
    set(next) {
      now = next;
    },
  };
}

export interface FakeStore extends Store, Rows {
  /** Values under a prefix, with their keys as JSON. */
  readonly rows: (prefix: string) => readonly (readonly [key: string, value: unknown])[];
  /** From now on nothing can be put, or read either. */
  readonly refuse: (what: "puts" | "all" | "nothing") => void;
}

export function createFakeStore(level: QueueLevel = "idb"): FakeStore {
  const kept = new Map<string, unknown>();
  let refused: "puts" | "all" | "nothing" = "nothing";
  const write = (key: Key, value: unknown) =>
    value === undefined ? kept.delete(JSON.stringify(key)) : kept.set(JSON.stringify(key), structuredClone(value));
  const sorted = (isWanted: (key: string) => boolean) =>
    [...kept].filter(([key]) => isWanted(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = (prefix: string) => {
    const [alone, first] = [JSON.stringify([prefix]), JSON.stringify([prefix, 0]).slice(0, -2)];
    return sorted((key) => key === alone || key.startsWith(first));
  };
  return {
    level,
    rows,
    refuse(what) {
      refused = what;
    },
    async put(pairs) {
      if (refused !== "nothing") return "memory";
      for (const [key, value] of pairs) write(key, value);
      return level;
    },
    isBehind: () => refused === "all",
    use: async () => undefined,
    keys: async (prefix) => rows(prefix).map(([key]) => JSON.parse(key) as Key),
    async take<T>(from: Key, to: Key) {
      const [first, last] = [JSON.stringify(from), JSON.stringify(to)];
      const taken = sorted((key) => key >= first && key <= last);
      for (const [key] of taken) kept.delete(key);
      return taken.map(([, value]) => value as T);
    },
    async list<T>(prefix: string, limit: number) {
      if (refused === "all") return [];
      return rows(prefix)
        .slice(0, limit)
        .map(([, value]) => structuredClone(value) as T);
    },
    async update<T>(key: Key, change: (value: T | undefined) => T | undefined) {
      if (refused !== "nothing") return undefined;
      const value = change(kept.get(JSON.stringify(key)) as T | undefined);
      if (value !== undefined) write(key, value);
      return value;
    },
    async clear() {
      kept.clear();
    },
  };
}

export const createIds = (now: () => number) => create(now, crypto.getRandomValues(new Uint16Array(4)));
const { make } = createIds(() => START);

export const makeEntry = (rest: Partial<Record<keyof Entry, unknown>> = {}): Entry =>
  ({ id: make(), kind: "touchpoint", type: "custom", name: "opened", at: START, data: {}, ...rest }) as Entry;

export const makeDraft = (rest: Partial<Draft> = {}): Draft => ({
  kind: "touchpoint",
  type: "custom",
  name: "opened",
  data: {},
  at: START,
  mono: 100,
  page: { url: "https://shop.example/cart" },
  ...rest,
});

export interface Watched {
  readonly context: TrackerContext & { readonly clock: FakeClock };
  /** What was told, oldest first. */
  readonly told: readonly Observation[];
}

/** What a tracker needs, and what it told. */
export function watch(root: Document = document): Watched {
  const told: Observation[] = [];
  const emit = async (observation: Observation) => {
    told.push(observation);
    return "memory" as const;
  };
  const context = { root, clock: createFakeClock(), emit, find: findInteractive, describe: describeElement };
  return { context, told };
}

/** Dispatches an event as if the visitor had caused it. */
export function dispatchTrusted(target: EventTarget, event: Event): void {
  Object.defineProperty(event, "isTrusted", { value: true });
  target.dispatchEvent(event);
}

export const silentReport = () => ({ problem: vi.fn(), debug: vi.fn() });
