// A sender with a real queue and real delivery over a store in memory; time passes as soon as somebody waits for it.
import type { Batch, Entry } from "@waymark/protocol";
import { afterEach, beforeEach, vi } from "vitest";
import { bytesOf, type Row } from "../../../packages/sdk/src/pipeline/batch.ts";
import { createDeliver } from "../../../packages/sdk/src/pipeline/deliver.ts";
import { createJudge } from "../../../packages/sdk/src/pipeline/judge.ts";
import { createQueue } from "../../../packages/sdk/src/pipeline/queue.ts";
import { createSender, type Sender } from "../../../packages/sdk/src/pipeline/sender.ts";
import {
  createFakeClock,
  createFakeStore,
  createIds,
  type FakeClock,
  type FakeStore,
  silentReport,
} from "../fixtures.ts";

/** One request as it came to the collector. */
export interface Arrival {
  /** By the wall clock of the page, ms since the epoch. */
  readonly at: number;
  readonly batch: string;
  readonly attempt: number;
  readonly entries: readonly Entry[];
  /** Of its entries alone, as UTF-8. */
  readonly bytes: number;
}

/** What the collector replies; to throw is to lose the connection. */
export type Collector = (arrival: Arrival) => Response;

export const reply = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
export const accept: Collector = ({ batch, entries }) =>
  reply(200, { batch, accepted: entries.length, refused: [], serverTime: 1 });
export const lose: Collector = () => {
  throw new TypeError("Failed to fetch");
};

export interface SenderOptions {
  readonly store?: FakeStore;
  readonly clock?: FakeClock;
  /** Whether what judges is loaded. */
  readonly isIdle?: boolean;
}

/** As of one document: several may share a store and a clock. */
export function openSender(
  collector: Collector,
  { store = createFakeStore(), clock = createFakeClock(), isIdle = true }: SenderOptions = {},
) {
  const aborter = new AbortController();
  const arrivals: Arrival[] = [];
  let answer = collector;
  let isAway = false;
  const send = async (_: unknown, { body }: RequestInit = {}) => {
    const { batch, attempt, entries } = JSON.parse(String(body)) as Batch;
    const bytes = entries.reduce((sum, entry) => sum + bytesOf(JSON.stringify(entry)), 0);
    const arrival = { at: clock.now(), batch, attempt, entries, bytes };
    arrivals.push(arrival);
    return answer(arrival);
  };
  const { make: makeId } = createIds(clock.now);
  const queue = createQueue(store, undefined, clock.now, () => {});
  const report = silentReport();
  const head = () => ({ site: "shop", sdk: "0.1.0", plan: undefined, automated: undefined });
  const deliver = createDeliver("https://collect.example/ingest", "receipt", send as typeof fetch);
  const { signal: stopped } = aborter;
  const sender: Sender = createSender({
    ...{
      queue,
      store,
      deliver,
      judge: isIdle ? createJudge({ queue, store, rows: store, report }) : async () => undefined,
      head,
      makeId,
      clock,
      report,
      stopped,
    },
    isAway: () => isAway,
  });
  return {
    ...{ sender, queue, store, clock, report, arrivals },
    /** Queues as one task does. */
    add: (entries: readonly Entry[]) => Promise.all(entries.map(queue.add)),
    queued: () => store.rows("e").flatMap(([, row]) => (row as Row).entries.map(({ id }) => id)),
    quarantined: () => store.rows("x").map(([, entry]) => (entry as Row["entries"][number]).id),
    setCollector(next: Collector) {
      answer = next;
    },
    setAway(next: boolean) {
      isAway = next;
    },
    stop: () => aborter.abort(),
    /** Sends as a page does that goes away, and hears the reply. */
    async leave(isFresh = false) {
      sender.leave(isFresh).catch(() => {});
      await settled();
    },
    /** Sends as often as is asked for until nothing is left, or so many times. */
    async sendUntilEmpty(most = 1000) {
      for (let pause: number | undefined = 0; pause !== undefined && most--; ) {
        clock.forward(pause);
        pause = await sender.sendAll();
      }
    },
  };
}

/** Lets all follow that follows by itself. */
export const settled = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
};

/** For a file of tests: whoever waits makes a clock go on, at once. */
export function skippingWaits(): (clock: FakeClock) => void {
  let current: FakeClock | undefined;
  beforeEach(() => {
    const page = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("navigator", { onLine: true });
    vi.stubGlobal("setTimeout", (go: () => void, ms = 0) => {
      current?.forward(ms);
      queueMicrotask(go);
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  return (clock) => {
    current = clock;
  };
}
