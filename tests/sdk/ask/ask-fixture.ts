// What asking needs: a plan with one trigger, a store in memory, a survey that tells outcomes as it is told to.
import { type Place, redact } from "@waymark/journey";
import type { Configuration, Entry, MountSurvey, Outcome } from "@waymark/protocol";
import { afterEach, beforeEach, vi } from "vitest";
import { type AskContext, createAsk } from "../../../packages/sdk/src/ask/ask.ts";
import type { Clock } from "../../../packages/sdk/src/clock.ts";
import type { Identity } from "../../../packages/sdk/src/identity.ts";
import type { Observation } from "../../../packages/sdk/src/observation.ts";
import { createTabMemory } from "../../../packages/sdk/src/tab-memory.ts";
import { createFakeStore, createIds, type FakeStore, makeEntry, START, silentReport } from "../fixtures.ts";

export const plan: Configuration = {
  stages: [{ id: "checkout", steps: [{ id: "cart" }, { id: "pay", payment: true }, { id: "done", goal: true }] }],
  surveys: { why: { questions: [{ id: "reason", kind: "text", text: "Why?" }] } },
  triggers: [{ id: "leaving", on: { friction: "abandon" }, ask: "why" }],
};
export const cart: Place = { stage: "checkout", step: "cart" };
const clock: Clock = { now: () => Date.now(), mono: () => performance.now() };
const { make: makeId } = createIds(clock.now);

export const leaving = (rest: Partial<Record<keyof Entry, unknown>> = {}): Entry =>
  makeEntry({
    kind: "friction",
    type: "abandon",
    name: "checkout",
    ...cart,
    at: Date.now(),
    data: { state: "leaving" },
    ...rest,
  });

export function openAsk(rest: Partial<AskContext> = {}) {
  const aborter = new AbortController();
  const told: Observation[] = [];
  const report = silentReport();
  let place: Place = { stage: null, step: "/about" };
  let onOutcome: (outcome: Outcome) => void = () => {};
  const unmount = vi.fn();
  const mount = vi.fn<MountSurvey>((_, __, hear) => {
    onOutcome = hear;
    return unmount;
  });
  const loadSurvey = vi.fn(async () => mount as MountSurvey);
  const own = { visitor: () => "v", sessionAt: () => "s", visits: () => 1, progress: () => ({}) };
  const identity = own as unknown as Identity;
  const store = createFakeStore();
  const tab = createTabMemory(undefined);
  const emit = async (observation: Observation) => {
    told.push(observation);
    return "idb" as const;
  };
  const context: AskContext = {
    site: "shop.example",
    isAway: () => false,
    root: document,
    pageUrl: () => "https://shop.example/cart",
    clock,
    emit,
    configuration: plan,
    placing: { place: () => place, dwell: () => 1500 },
    tab,
    store,
    identity,
    makeId,
    report,
    load: loadSurvey as unknown as AskContext["load"],
    redact,
    ...rest,
  };
  return {
    ...createAsk(context, aborter.signal),
    context,
    store: context.store as FakeStore,
    tab,
    told,
    report,
    mount,
    unmount,
    loadSurvey,
    stop: () => aborter.abort(),
    tell: (outcome: Outcome) => onOutcome(outcome),
    moveTo(next: Place) {
      place = next;
    },
    shows: () => (context.store as FakeStore).rows("s")[0]?.[1] ?? [],
  };
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
export const answer = { type: "answer", question: "reason", kind: "text", value: "x", language: "en" } as const;

/** For a file of tests: opens asks on fake timers and stops them after each test. */
export function openingAsks() {
  const stops: (() => void)[] = [];
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  return (rest?: Parameters<typeof openAsk>[0]) => {
    const ask = openAsk(rest);
    stops.push(ask.stop);
    return ask;
  };
}
