// A schedule with a real queue over a store in memory, fake timers and a collector that answers as told.
import type { Entry } from "@waymark/protocol";
import { afterEach, beforeEach, vi } from "vitest";
import type { Clock } from "../../../packages/sdk/src/clock.ts";
import { createAlone } from "../../../packages/sdk/src/pipeline/alone.ts";
import type { Deliver, Answer as Reply } from "../../../packages/sdk/src/pipeline/deliver.ts";
import { createJudge } from "../../../packages/sdk/src/pipeline/judge.ts";
import { createLease } from "../../../packages/sdk/src/pipeline/lease.ts";
import { createQueue, toPriority } from "../../../packages/sdk/src/pipeline/queue.ts";
import { createSchedule } from "../../../packages/sdk/src/pipeline/schedule.ts";
import { createSender } from "../../../packages/sdk/src/pipeline/sender.ts";
import { createFakeStore, createIds, type FakeStore, makeEntry, START, silentReport } from "../fixtures.ts";

interface Sent {
  readonly at: number;
  readonly names: readonly string[];
}

/** What is not said is that of a collector in trouble. */
type Answer = (entries: readonly Entry[]) => Partial<Reply> | Promise<Partial<Reply>>;

/** The clock of vitest's fake timers. */
const clock: Clock = { now: () => Date.now(), mono: () => performance.now() };
export const accept: Answer = () => ({ status: 200, isOurs: true });

export function openSchedule({ store = createFakeStore(), settled = Promise.resolve() as Promise<unknown> } = {}) {
  const aborter = new AbortController();
  const report = silentReport();
  const sent: Sent[] = [];
  let answer = accept;
  let inFlight = 0;
  let mostInFlight = 0;
  const deliver: Deliver = async (body) => {
    const { entries } = JSON.parse(body) as { entries: Entry[] };
    sent.push({ at: Date.now(), names: entries.map(({ name }) => name) });
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    try {
      return { status: 503, isOurs: false, reply: {}, floor: 0, ...(await answer(entries)) };
    } finally {
      inFlight--;
    }
  };
  const { make: makeId } = createIds(clock.now);
  const queue = createQueue(store, undefined, clock.now, () => {});
  const head = () => ({ site: "shop", sdk: "0.1.0", plan: undefined, automated: undefined });
  const { signal: stopped } = aborter;
  const isAway = () => stopped.aborted || document.visibilityState === "hidden";
  const judge = createJudge({ queue, store, rows: store as FakeStore, report });
  const sender = createSender({ queue, store, deliver, judge, head, makeId, clock, isAway, stopped });
  const alone = createAlone("shop", createLease(store, clock, makeId()));
  const schedule = createSchedule({ sender, alone, clock, report, settled, isAway, stopped });
  return {
    ...schedule,
    report,
    sent,
    store: store as FakeStore,
    mostInFlight: () => mostInFlight,
    stop: () => aborter.abort(),
    setAnswer(next: Answer) {
      answer = next;
    },
    /** Queues as the pipeline does: told first, then added. */
    queue(name: string, rest: Partial<Record<keyof Entry, unknown>> = {}) {
      const entry = makeEntry({ ...rest, name });
      schedule.onQueued(!toPriority(entry));
      return queue.add(entry);
    },
    names: () => sent.flatMap(({ names }) => names),
    rows: () => store.rows("e"),
  };
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

export function setVisibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}

/** For a file of tests: opens schedules on fake timers, with a random of one half, and stops them after each test. */
export function openingSchedules() {
  const stops: (() => void)[] = [];
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
    vi.spyOn(Math, "random").mockReturnValue(0.5);
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  return (options?: Parameters<typeof openSchedule>[0]) => {
    const schedule = openSchedule(options);
    stops.push(schedule.stop);
    return schedule;
  };
}
