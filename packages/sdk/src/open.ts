// What consent opens: store, identity, queue, delivery and plan; and what loads when the page is idle.
import { createIds } from "@waymark/journey";
import type { Explained } from "./ask/create-explaining.ts";
import type { Chunks } from "./chunks.ts";
import { writeCookie } from "./dom/cookie.ts";
import { createIsAway, listenAway } from "./dom/is-away.ts";
import { writeStorage } from "./dom/web-storage.ts";
import { whenIdle } from "./dom/when-idle.ts";
import { createIdentity, type Identity } from "./identity.ts";
import type { Idle } from "./idle.ts";
import type { Draft, Kept } from "./observation.ts";
import type { Options } from "./options.ts";
import { createPipeline } from "./pipeline/pipeline.ts";
import type { Stats } from "./pipeline/stats.ts";
import type { Plan, PlanContext } from "./plan.ts";
import type { Report } from "./report.ts";
import { noStore, openStore } from "./store.ts";
import type { TrackerContext } from "./trackers/tracker.ts";
import { withoutPlan } from "./whereabouts.ts";

export interface OpenContext extends TrackerContext {
  readonly site: string;
  readonly domain?: Options["domain"];
  readonly collector: string;
  readonly ack?: Options["ack"];
  readonly config?: Options["config"];
  readonly chunks: Chunks;
  readonly report: Report;
  /** Hears what other tabs say. */
  readonly hear: (word: "denied" | "forget") => void;
}

export interface Opened {
  readonly add: (draft: Draft) => Promise<Kept>;
  readonly ask: (survey: string) => Promise<void>;
  readonly explain: () => Promise<readonly Explained[] | undefined>;
  readonly flush: () => Promise<void>;
  /** Calls back when the visitor has been made a new one. */
  readonly forget: (forgotten: () => void) => Promise<void>;
  /** `undefined` when the part that knows can't be loaded. */
  readonly stats: () => Promise<Stats | undefined>;
}

/** Entries wait this long for the plan that places them, ms. */
const PLAN_WITHIN = 2000;

/** Anonymous is without ids, and without storage beyond the page's life. */
export function open(context: OpenContext, isAnonymous: boolean, stopped: AbortSignal): Opened {
  const { site, clock, emit, report, chunks, root } = context;
  const missed = (error: unknown) => void report.debug("missed", error);
  let idle: Idle | undefined;
  const loadIdle = once(async (): Promise<Idle> => {
    const [start] = await Promise.all([chunks.idle(), identity?.settled]);
    stopped.throwIfAborted();
    idle = start(own, stopped);
    return idle;
  });
  const loadAsk = once(async () => {
    const [loaded, start] = await Promise.all([placed, chunks.ask()]);
    stopped.throwIfAborted();
    return loaded && start({ ...own, ...loaded }, stopped);
  });
  const loadSignals = async (loaded: Plan, identity: Identity) => {
    const start = await chunks.signals();
    stopped.throwIfAborted();
    start({ ...own, ...loaded, identity }, stopped);
  };

  const ids = createIds(clock.now, crypto.getRandomValues(new Uint16Array(4)));
  const isAway = createIsAway(root, stopped);
  const makeRoom = () => loadIdle().then(({ room }) => room.make(), missed);
  const store = isAnonymous ? noStore : openStore({ site, isAway, makeRoom, stopped });
  const identity = isAnonymous ? undefined : createIdentity({ ...context, store, makeId: ids.make, stopped });
  const loading = load({ ...context, identity }, stopped);
  let plan: Plan | undefined;
  const pipeline = createPipeline({
    ...{ ...context, ids, store, identity, isAway, stopped },
    plan: () => plan?.hash,
    placed: Promise.race([loading, new Promise((resolve) => setTimeout(resolve, PLAN_WITHIN))]),
    lead: (work, ...rest) => (idle ? idle.lead(work, ...rest) : work()),
    compress: async (text) => idle?.compress(text),
    onLost: (rows) => loadIdle().then(({ room }) => room.tell(rows, "no-storage"), missed),
  });
  const { queue, flush, onEntry } = pipeline;
  const own = { ...context, ...pipeline, store, identity, makeId: ids.make, isAway };
  onEntry((entry) => {
    plan?.tab.add(entry, plan.engaged());
    report.debug("entry", entry);
  });

  const placed = loading.then((loaded) => {
    const placing = loaded?.placing ?? withoutPlan();
    plan = loaded;
    if (stopped.aborted) return undefined;
    pipeline.settle(placing);
    listenAway(stopped, () => {
      identity?.save();
    });
    return loaded;
  });
  whenIdle(() => {
    loadIdle().catch(missed);
    placed
      .then((loaded) => {
        // Without an identity nothing can be tied together: then surveys are asked by hand alone.
        if (!loaded || !identity) return undefined;
        const { triggers = [] } = loaded.configuration;
        return Promise.all([loadSignals(loaded, identity), triggers.length && loadAsk()]);
      })
      .catch(missed);
  }, stopped);

  return {
    add: pipeline.add,
    flush,
    ask: (survey) => loadAsk().then((each) => each?.ask(survey), missed),
    explain: () =>
      Promise.all([loadAsk(), loadIdle()]).then(([asking, idle]) => asking && idle.explain(asking.explained()), missed),
    stats: () => loadIdle().then(({ stats }) => stats(), missed),
    async forget(forgotten) {
      plan?.tab.clear();
      await queue.clear();
      await emit({ kind: "forget", type: "visitor", name: "forget" });
      identity?.rotate();
      forgotten();
      await flush();
    },
  };
}

/** The plan, if there is a configuration, and a sound one. */
async function load(
  context: OpenContext & Pick<PlanContext, "identity">,
  stopped: AbortSignal,
): Promise<Plan | undefined> {
  const { config, chunks, emit, report } = context;
  if (!config) return undefined;
  const look = () => emit({ kind: "touchpoint", type: "step", name: "" });
  try {
    return await (await chunks.plan())({ ...context, look }, stopped);
  } catch (error) {
    const where = typeof config === "string" ? config : "config";
    report.problem(where, `${(error as Error).message}; so there are no stages`);
    return undefined;
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Wipes whatever an earlier consent has left in the browser. */
export async function wipe(site: string, domain: Options["domain"]): Promise<void> {
  if (domain) writeCookie(site, domain);
  writeStorage("localStorage", site);
  writeStorage("sessionStorage", site);
  const aborter = new AbortController();
  const context = { site, isAway: () => false, makeRoom: async () => {}, stopped: aborter.signal };
  await openStore(context).clear();
  aborter.abort();
}
