// What consent opens: store, identity, queue, delivery and plan; and what loads when the page is idle.
import { createIds } from "@waymark/journey";
import type { Chunks } from "./chunks.ts";
import { createIsAway } from "./dom/is-away.ts";
import { listen } from "./dom/listen.ts";
import { writeStorage } from "./dom/web-storage.ts";
import { whenIdle } from "./dom/when-idle.ts";
import { createIdentity } from "./identity.ts";
import type { IdleContext, Stats } from "./idle.ts";
import type { Draft, Kept } from "./observation.ts";
import type { Options } from "./options.ts";
import { createAlone } from "./pipeline/alone.ts";
import { createDeliver } from "./pipeline/deliver.ts";
import { createEnrich } from "./pipeline/enrich.ts";
import { createQueue } from "./pipeline/queue.ts";
import { createSchedule } from "./pipeline/schedule.ts";
import { createSender } from "./pipeline/sender.ts";
import type { Plan } from "./plan.ts";
import type { Report } from "./report.ts";
import type { SignalsContext } from "./signals.ts";
import { noStore, openStore } from "./store.ts";
import { createTabMemory } from "./tab-memory.ts";
import type { TrackerContext } from "./trackers/tracker.ts";
import { withoutPlan } from "./whereabouts.ts";

export interface OpenContext extends TrackerContext {
  readonly site: string;
  readonly collector: string;
  readonly ack: Options["ack"];
  readonly config: Options["config"];
  readonly chunks: Chunks;
  readonly report: Report;
}

export interface Opened {
  readonly add: (draft: Draft) => Promise<Kept>;
  readonly ask: (survey: string) => Promise<void>;
  readonly flush: () => Promise<void>;
  readonly forget: () => Promise<void>;
  /** `undefined` when the part that knows can't be loaded. */
  readonly stats: () => Promise<Stats | undefined>;
}

declare const __VERSION__: string;

/** Entries wait this long for the plan that places them, ms. */
const PLAN_WITHIN = 2000;

/** Anonymous is without ids, and without storage beyond the page's life. */
export function open(context: OpenContext, isAnonymous: boolean, stopped: AbortSignal): Opened {
  const { site, config, clock, emit, report, chunks, root, collector, ack } = context;
  const planChunk = config ? chunks.plan() : undefined;
  planChunk?.catch(() => {}); // looked at below; a page must not see a rejection meanwhile
  const ids = createIds(clock.now, crypto.getRandomValues(new Uint16Array(4)));
  const makeId = ids.make;
  const isAway = createIsAway(root, stopped);
  const missed = (error: unknown) => void report.debug("missed", error);
  const makeRoom = () => loadIdle().then(({ room }) => room.make(), missed);
  const store = isAnonymous ? noStore : openStore({ site, isAway, makeRoom, stopped });
  const identity = isAnonymous ? undefined : createIdentity(site, store, clock, makeId, stopped);

  const tab = createTabMemory(identity && site);
  const queue = createQueue(store, identity, clock.now, (rows) =>
    loadIdle().then(({ room }) => room.tell(rows, "no-storage"), missed),
  );
  const look = () => emit({ kind: "touchpoint", type: "step", name: "" });
  const loading = Promise.resolve(planChunk)
    .then((load) => load?.({ ...context, tab, look }, stopped))
    .catch((error): undefined => {
      report.problem(typeof config === "string" ? config : "config", `${error.message}; so there are no stages`);
    });
  const known = identity?.settled.then((isAnother) => isAnother && queue.refile());
  const settled = Promise.all([
    known,
    Promise.race([loading, new Promise((resolve) => setTimeout(resolve, PLAN_WITHIN))]),
  ]);
  let plan: string | undefined;
  const head = () => ({ site, sdk: __VERSION__, plan, automated: navigator.webdriver ? (true as const) : undefined });
  const sending = {
    ...context,
    queue,
    store,
    deliver: createDeliver(collector, ack),
    head,
    makeId,
    isAway,
    stopped,
  };
  const sender = createSender(sending);
  const alone = createAlone(site, store, clock, makeId());
  const { onQueued, flush, dueAt } = createSchedule({ ...sending, sender, alone, settled });
  const { add, settle, onEntry } = createEnrich({ queue, makeId, tabId: identity && ids.tab, onQueued });
  onEntry((entry) => {
    tab.add(entry);
    report.debug("entry", entry);
  });

  const placed = loading.then((loaded) => {
    const placing = loaded?.placing ?? withoutPlan();
    plan = loaded?.hash;
    if (stopped.aborted) return undefined;
    settle(placing);
    for (const type of ["pagehide", "visibilitychange"]) {
      listen(window, type, stopped, () => {
        tab.save(placing.place(), placing.dwell());
        identity?.save();
      });
    }
    return loaded;
  });
  const own = { ...context, tab, store, identity, makeId, onEntry, isAway, queue, sender, dueAt };
  const { loadIdle, loadSignals } = loadLater(own, identity?.settled, placed, stopped);

  return {
    add,
    flush,
    ask: (survey) => loadSignals().then((each) => each?.ask(survey), missed),
    stats: () => loadIdle().then(({ stats }) => stats(), missed),
    async forget() {
      tab.clear();
      await queue.clear();
      await emit({ kind: "forget", type: "visitor", name: "forget" });
      identity?.rotate();
      await flush();
    },
  };
}

type Own = OpenContext & IdleContext & Omit<SignalsContext, "configuration" | "placing" | "redact">;

/** Loads what is idle's and the signals when the page is idle, or when either is asked for sooner. */
function loadLater(
  own: Own,
  settled: Promise<unknown> | undefined,
  placed: Promise<Plan | undefined>,
  stopped: AbortSignal,
) {
  const { chunks, identity, report } = own;
  const loadIdle = once(async () => {
    const [start] = await Promise.all([chunks.idle(), settled]);
    stopped.throwIfAborted();
    return start(own, stopped);
  });
  const loadSignals = once(async () => {
    const [plan, start] = await Promise.all([placed, chunks.signals()]);
    stopped.throwIfAborted();
    return plan && start({ ...own, ...plan }, stopped);
  });
  const missed = (error: unknown) => report.debug("missed", error);
  whenIdle(() => {
    loadIdle().catch(missed);
    placed.then((plan) => (plan && identity ? loadSignals() : undefined)).catch(missed);
  }, stopped);
  return { loadIdle, loadSignals };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Wipes whatever an earlier consent has left in the browser. */
export async function wipe(site: string): Promise<void> {
  writeStorage("localStorage", site);
  writeStorage("sessionStorage", site);
  const aborter = new AbortController();
  const context = { site, isAway: () => false, makeRoom: async () => {}, stopped: aborter.signal };
  await openStore(context).clear();
  aborter.abort();
}
