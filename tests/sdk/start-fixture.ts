// A start in a page with IndexedDB in memory and a collector that acknowledges whatever it gets.
import "fake-indexeddb/auto";
import type { Batch, Configuration, Entry, MountSurvey } from "@waymark/protocol";
import { vi } from "vitest";
import { startAsking } from "../../packages/sdk/src/asking.ts";
import type { Chunks, Load } from "../../packages/sdk/src/chunks.ts";
import { FORM_TRACKERS } from "../../packages/sdk/src/forms.ts";
import { startIdle } from "../../packages/sdk/src/idle.ts";
import type { Options } from "../../packages/sdk/src/options.ts";
import { loadPlan } from "../../packages/sdk/src/plan.ts";
import { startSignals } from "../../packages/sdk/src/signals.ts";
import { start } from "../../packages/sdk/src/start.ts";
import { openStore, type Store } from "../../packages/sdk/src/store.ts";
import type { Waymark } from "../../packages/sdk/src/waymark.ts";

export const plan: Configuration = {
  stages: [
    {
      id: "checkout",
      steps: [
        { id: "cart", pages: ["/cart"] },
        { id: "done", pages: ["/thanks"], goal: true },
      ],
    },
  ],
  surveys: { why: { questions: [{ id: "reason", kind: "text", text: "Why?" }] } },
};

/** The store of a site as it is left. */
export const openedStore = (site: string): Store =>
  openStore({ site, isAway: () => false, makeRoom: async () => {}, stopped: new AbortController().signal });

let count = 0;
let started: Waymark[] = [];
export const batches: Batch[] = [];
export const mountSurvey = vi.fn<MountSurvey>(() => () => {});

export const sent = (): readonly Entry[] => batches.flatMap(({ entries }) => entries);
export const types = (): readonly string[] => sent().map(({ type }) => type);

/** A page without anything of ours, and a collector. */
export function preparePage(): void {
  vi.stubGlobal("__VERSION__", "0.0.0");
  vi.stubGlobal("fetch", vi.fn(collect));
  localStorage.clear();
  sessionStorage.clear();
  location.href = "https://shop.example/cart";
  batches.length = 0;
  mountSurvey.mockClear();
}

export function leavePage(): void {
  for (const { stop } of started) stop();
  started = [];
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
}

async function collect(_: string, { body }: { body: string }): Promise<Response> {
  const batch = JSON.parse(body) as Batch;
  batches.push(batch);
  const receipt = { batch: batch.batch, accepted: batch.entries.length, refused: [], serverTime: Date.now() };
  return new Response(JSON.stringify(receipt));
}

const createChunks = () => ({
  plan: vi.fn(async () => loadPlan),
  signals: vi.fn(async () => startSignals),
  forms: vi.fn(async () => FORM_TRACKERS),
  ask: vi.fn(async () => startAsking),
  idle: vi.fn(async () => startIdle),
  survey: vi.fn(async () => mountSurvey as MountSurvey),
});

type Loaders = { readonly [Name in keyof ReturnType<typeof createChunks>]: () => Promise<Chunks[Name]> };

export function begin(options: Options = {}, others: Partial<Loaders> = {}) {
  const site = options.site ?? `shop-${++count}`;
  const chunks = { ...createChunks(), ...others } as ReturnType<typeof createChunks>;
  const load = ((name: keyof Loaders) => chunks[name]()) as unknown as Load;
  const waymark = start({ consent: "granted", ...options, site }, load);
  started.push(waymark);
  return { ...waymark, waymark, chunks, site };
}

/** Spies on every way into storage. */
export function watchStorage(): () => number {
  const spies = [
    vi.spyOn(window, "localStorage", "get"),
    vi.spyOn(window, "sessionStorage", "get"),
    vi.spyOn(indexedDB, "open"),
  ];
  return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

export const setPrerendering = (prerendering: boolean) =>
  Object.defineProperty(document, "prerendering", { value: prerendering, configurable: true });

/** Lets all that is due in tasks of its own come to pass. */
export const pause = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));
