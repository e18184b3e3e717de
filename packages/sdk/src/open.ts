// What consent opens: store, identity, queue, delivery and plan; and what loads when the page is idle.
import type { Entry, Stop } from "@waymark/protocol";
import type { Chunks } from "./chunks.ts";
import { clock } from "./clock.ts";
import { loadPlan } from "./configuration.ts";
import { trackAttention } from "./dom/attention.ts";
import { listen } from "./dom/listen.ts";
import { onRendering } from "./dom/rendered.ts";
import { whenIdle } from "./dom/when-idle.ts";
import { createIds } from "./id.ts";
import { eraseIdentity, openIdentity } from "./identity.ts";
import type { Draft, Emit, Observation } from "./observation.ts";
import type { Options } from "./options.ts";
import type { Admit } from "./pipeline/admit.ts";
import { createDeliver } from "./pipeline/deliver.ts";
import { createEnrich } from "./pipeline/enrich.ts";
import { createPlacing, type Placing } from "./pipeline/placing.ts";
import { createQueue } from "./pipeline/queue.ts";
import { createSchedule } from "./pipeline/schedule.ts";
import type { Report } from "./report.ts";
import { createMemoryStore, openStore } from "./store.ts";
import { createTabMemory, eraseTabMemory } from "./tab-memory.ts";

export interface OpenContext {
  readonly site: string;
  readonly collector: string;
  readonly config: Options["config"];
  /** Without ids and without storage beyond the page's life. */
  readonly isAnonymous: boolean;
  readonly chunks: Chunks;
  readonly root: Document;
  readonly report: Report;
  readonly admit: Admit;
  readonly toDraft: (observation: Observation) => Draft;
}

export interface Opened {
  readonly ask: (surveyId: string) => Promise<void>;
  readonly flush: () => Promise<void>;
  readonly forget: () => Promise<void>;
}

declare const __VERSION__: string;

/** Entries wait this long for the plan that places them, ms. */
const PLAN_WITHIN = 2000;
/** Entries kept for the signals, which load later. */
const MOST_BACKLOG = 50;

const storeName = (site: string) => `waymark-${site}-1`;

/** Rejects only when `stopped` is aborted before it is open. */
export async function open(context: OpenContext, stopped: AbortSignal): Promise<Opened> {
  const { site, root, report, isAnonymous, chunks, admit, toDraft } = context;
  const loading = loadPlan(context.config, report);
  const { tab: tabId, make: makeId } = createIds(clock.now);
  const store = isAnonymous ? createMemoryStore() : await openStore(storeName(site));
  const identity = isAnonymous ? undefined : await openIdentity(site, store, clock, makeId);
  stopped.throwIfAborted();

  const attention = trackAttention(root, clock, stopped);
  const tab = createTabMemory(isAnonymous ? undefined : site);
  const queue = createQueue(store, identity, clock.now);
  let planHash: string | undefined;
  const head = () => ({
    site,
    sdk: __VERSION__,
    ...(planHash && { plan: planHash }),
    ...(navigator.webdriver && { automated: true as const }),
  });
  const settled = Promise.race([loading, new Promise((resolve) => setTimeout(resolve, PLAN_WITHIN))]);
  const deliver = createDeliver(context.collector);
  const schedule = createSchedule({ queue, store, deliver, head, makeId, clock, report, root, settled, stopped });
  const enrich = createEnrich({
    queue,
    makeId,
    tab: isAnonymous ? undefined : tabId,
    onQueued: schedule.onQueued,
  });
  const emit: Emit = (observation) => admit.add(toDraft(observation));
  const tracking = { root, clock, emit };
  let backlog: readonly Entry[] = [];
  enrich.onEntry((entry) => {
    tab.add(entry);
    backlog = [...backlog.slice(1 - MOST_BACKLOG), entry];
    report.debug(entry.kind, entry.type, entry.name, entry);
  });
  admit.open(enrich.add);

  const placed = loading.then((plan): Placing => {
    planHash = plan?.hash;
    const placing = createPlacing({ plan: plan?.configuration, root, tab, engaged: attention });
    enrich.settle(placing);
    const look = () => void emit({ kind: "touchpoint", type: "step", name: "" });
    if (placing.watches()) onRendering(root, look, stopped);
    const save = () => {
      tab.save(placing.place(), placing.dwell());
      identity?.save();
    };
    listen(window, "pagehide", stopped, save);
    listen(root, "visibilitychange", stopped, save);
    return placing;
  });

  const startSignals = async () => {
    const [plan, placing, start] = await Promise.all([loading, placed, chunks.signals()]);
    stopped.throwIfAborted();
    const plans = plan?.configuration ?? {};
    const { onEntry } = enrich;
    const shared = { ...tracking, plan: plans, placing, tab, store, identity, makeId, report, backlog, onEntry };
    return start({ ...shared, loadSurvey: chunks.survey }, stopped);
  };
  let signals: ReturnType<typeof startSignals> | undefined;
  const loadSignals = () => {
    signals ??= startSignals();
    return signals;
  };
  const missed = (error: unknown) => report.debug("a part could not be loaded", error);
  whenIdle(() => {
    chunks
      .vitals()
      .then((trackVitals) => onStop(stopped, trackVitals(tracking)))
      .catch(missed);
    loading.then((plan) => (plan && !isAnonymous ? loadSignals() : undefined)).catch(missed);
  }, stopped);

  return {
    ask: (surveyId) => loadSignals().then((each) => each.ask(surveyId), missed),
    flush: schedule.flush,
    async forget() {
      eraseTabMemory(site);
      await queue.clear();
      await emit({ kind: "forget", type: "visitor", name: "forget" });
      identity?.rotate();
      await schedule.flush();
    },
  };
}

/** Wipes whatever an earlier consent has left in the browser. */
export async function wipe(site: string): Promise<void> {
  eraseIdentity(site);
  eraseTabMemory(site);
  const store = await openStore(storeName(site));
  await store.clear().catch(() => {});
}

function onStop(stopped: AbortSignal, stop: Stop): void {
  if (stopped.aborted) stop();
  else stopped.addEventListener("abort", stop, { once: true });
}
