// Signs that the page answers what its visitor does; watched for only while somebody waits for one.
import type { Stop } from "@waymark/protocol";
import { type Act, type ActsContext, followActs } from "./acts.ts";
import { isVisibleChange } from "./is-visible-change.ts";
import { listen } from "./listen.ts";
import { createRestless } from "./restless.ts";
import { findRoots, observe } from "./roots.ts";
import { onSigns } from "./signs.ts";
import { onceIdle } from "./when-idle.ts";

/** Told `life` when the page did what a visitor perceives, `request` when one ended that had begun at `at`, ms. */
export type Hear = (sign: "life" | "request", at: number) => void;

/** Watches from an event of the visitor on, until stopped. */
export type OnLife = (event: Event, hear: Hear) => Stop;

export interface LifeContext extends ActsContext {
  readonly root: Document;
  /** What is sent there is no answer of the page. */
  readonly collector: string;
  readonly onTick: (look: () => void) => void;
}

/** So much at once is an answer, whatever it is: nobody looks through more. */
const MOST = 50;
const OWN_SCRIPT = /\/waymark\.\w+\.js/;

/**
 * One detector for all who wait. Between clicks nothing is watched but, every five seconds and while the visitor rests, what
 * changes all the time. Neither requests nor anything else of the page's is patched.
 */
export function createLife(context: LifeContext, stopped: AbortSignal): OnLife {
  const { root, clock, collector, onTick } = context;
  const hearers = new Set<Hear>();
  const restless = createRestless(clock, stopped);
  let roots: readonly Node[] = findRoots(root);
  let act: (() => Act | undefined) | undefined;
  let aborter: AbortController | undefined;
  let addRoot: ((root: Node) => void) | undefined;

  const tell: Hear = (sign, at) => {
    for (const hear of hearers) hear(sign, at);
  };
  const live = () => tell("life", clock.mono());
  const hearMutations = (records: readonly MutationRecord[]) => {
    // What happens within an event's own task answers it, even where something happens all the time.
    const isOwn = act?.()?.event.eventPhase;
    const isAnswer = (each: MutationRecord) => (isOwn || !restless.has(each.target)) && isVisibleChange(each);
    if (records.length > MOST || records.some(isAnswer)) live();
  };
  const requests = new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (!name.includes(collector) && !OWN_SCRIPT.test(name)) tell("request", startTime);
  });
  requests.observe({ type: "resource" });
  onSigns(context, () => act?.(), restless.has, stopped, live);
  const begin = (event: Event) => {
    aborter = new AbortController();
    act = followActs(context, event, aborter.signal, live);
    // Not all the time: some browsers would keep the page out of their page cache.
    listen(window, "beforeunload", aborter.signal, live);
    addRoot = observe(roots, aborter.signal, hearMutations);
  };
  const end = () => {
    aborter?.abort();
    aborter = act = undefined;
  };
  stopped.addEventListener("abort", () => {
    requests.disconnect();
    end();
  });
  const look = () => {
    roots = findRoots(root);
    restless.look(roots);
  };
  onTick(onceIdle(look, stopped));
  return (event, hear) => {
    hearers.add(hear);
    if (!aborter) begin(event);
    // One that was drawn since the last tick.
    for (const each of event.composedPath()) if (each instanceof ShadowRoot) addRoot?.(each);
    return () => {
      if (hearers.delete(hear) && hearers.size === 0) end();
    };
  };
}
