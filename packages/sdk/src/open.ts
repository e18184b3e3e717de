// What consent opens: store, identity, queue, delivery and plan; and what loads when the page is idle.
import { createIds } from "@waymark/journey";
import type { Explained } from "./ask/create-explaining.ts";
import type { Load } from "./chunks.ts";
import { writeCookie } from "./dom/cookie.ts";
import { createIsAway, listenAway } from "./dom/is-away.ts";
import { setTimer } from "./dom/set-timer.ts";
import { writeStorage } from "./dom/web-storage.ts";
import { whenIdle } from "./dom/when-idle.ts";
import { createIdentity, type Identity } from "./identity.ts";
import type { Idle } from "./idle.ts";
import type { Draft, Kept } from "./observation.ts";
import type { Options } from "./options.ts";
import { createPipeline, type Pipeline } from "./pipeline/pipeline.ts";
import type { Stats } from "./pipeline/stats.ts";
import type { Plan } from "./plan.ts";
import type { Report } from "./report.ts";
import { noStore, openStore, type Store, within } from "./store.ts";
import type { TrackerContext } from "./trackers/tracker.ts";

export interface OpenContext extends TrackerContext {
  readonly site: string;
  readonly domain?: Options["domain"];
  readonly collector: string;
  readonly ack?: Options["ack"];
  /** The present page's address, scrubbed. */
  readonly pageUrl: () => string;
  readonly preset?: Options["preset"];
  readonly config?: Options["config"];
  readonly configIntegrity?: Options["configIntegrity"];
  readonly load: Load;
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

/** What the parts get that are loaded later. */
interface Own extends OpenContext, Pipeline {
  readonly store: Store;
  readonly identity: Identity | undefined;
  readonly makeId: () => string;
  readonly isAway: () => boolean;
  /** Has the place looked at anew. */
  readonly look: () => void;
}

type Part<Context, T> = (context: Context, stopped: AbortSignal) => T;

/** Entries wait this long for the plan that places them, and answers for the part that judges them, ms. */
const WAIT = 2000;

/** Anonymous is without ids, and without storage beyond the page's life. What fails rejects. */
export function open(context: OpenContext, isAnonymous: boolean, stopped: AbortSignal): Opened {
  const { site, clock, emit, report, load, root } = context;
  const missed = (error: unknown): undefined => void report.debug("missed", error);
  let idle: Idle | undefined;
  let plan: Plan | undefined;
  /** Loads a part and starts it, unless it comes too late. Those that need a plan are begun when there is one. */
  const begin = async <T, More>(part: Promise<Part<Own & Plan & More, T>>, more?: More) => {
    const start = await part;
    stopped.throwIfAborted();
    return start({ ...own, ...(plan as Plan), ...(more as More) }, stopped);
  };
  const loadIdle = once(async () => {
    await identity?.settled;
    idle = await begin(load("idle"));
    return idle;
  });
  const loadAsk = once(async () => (await placed) && begin(load("ask")));
  /** Has entries placed by the plan: without a configuration by one that names nothing. */
  const place = async () => {
    plan = await begin(load("plan")).catch(missed);
    if (stopped.aborted) return undefined;
    pipeline.settle(plan?.placing);
    // After the plan's own listener: what that tells when the page may go is of this session, too.
    listenAway(stopped, () => identity?.save());
    return plan;
  };

  const { tab: tabId, make: makeId } = createIds(clock.now, crypto.getRandomValues(new Uint16Array(4)));
  const isAway = createIsAway(root, stopped);
  const makeRoom = () => loadIdle().then(({ room }) => room.make());
  const store = isAnonymous ? noStore : openStore({ site, isAway, makeRoom, stopped });
  const identity = isAnonymous ? undefined : createIdentity({ ...context, store, makeId, stopped });
  const look = () => emit({ kind: "touchpoint", type: "step", name: "" });
  const base = { ...context, makeId, tabId, store, identity, isAway, look, stopped };
  // Not at once: the pipeline is there by then.
  const placed = Promise.resolve().then(place);
  const pipeline = createPipeline({
    ...base,
    plan: () => plan?.hash,
    placed: Promise.race([placed, new Promise((resolve) => void setTimer(resolve as () => void, WAIT))]),
    lead: (work, ...rest) => (idle ? idle.lead(work, ...rest) : work()),
    compress: async (text) => idle?.compress(text),
    async judge(run, answer, backoff) {
      const { status, isOurs } = answer;
      // Whoever answers with no receipt is worth loading for, since that may be a word to be kept to at once.
      const judging = status && !(isOurs && status < 300) ? await within(WAIT, loadIdle()) : idle;
      return judging?.judge(run, answer, backoff);
    },
    onCrowded: (copies) => idle?.room.spare(copies),
  });
  const { queue, flush, onEntry } = pipeline;
  const own: Own = { ...base, ...pipeline };
  onEntry((entry) => {
    plan?.tab.add(entry, plan.engaged());
    report.debug("entry", entry);
  });

  whenIdle(() => {
    loadIdle().catch(missed);
    placed
      .then((loaded) => {
        // Without an identity nothing can be tied together: then surveys are asked by hand alone.
        if (!loaded || !identity) return;
        // What was last known counts, not what a killed browser still had at hand.
        return identity.settled.then(() =>
          Promise.all([begin(load("signals"), { identity }), loaded.asks && loadAsk()]),
        );
      })
      .catch(missed);
  }, stopped);

  return {
    add: pipeline.add,
    flush,
    ask: async (survey) => (await loadAsk())?.ask(survey),
    explain: async () => (await loadAsk())?.explain(),
    stats: async () => (await loadIdle()).stats(),
    async forget(forgotten) {
      plan?.tab.clear();
      if (identity) writeStorage("sessionStorage", site);
      queue.forget();
      await store.clear();
      await emit({ kind: "forget", type: "visitor", name: "forget" });
      identity?.rotate();
      forgotten();
      await flush();
    },
  };
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
