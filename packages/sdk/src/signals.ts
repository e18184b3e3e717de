// What loads when the page is idle: the trackers of friction; those of forms follow when they are needed.
import { FRICTION_WEIGHTS, type Place } from "@waymark/journey";
import type { Configuration, Entry, FrictionTuning, FrictionType, Stop } from "@waymark/protocol";
import { FIELDS, listenAt } from "./dom/controls.ts";
import { findFocused } from "./dom/find-focused.ts";
import { createLife } from "./dom/life.ts";
import { listen } from "./dom/listen.ts";
import type { Identity } from "./identity.ts";
import type { Options } from "./options.ts";
import type { Report } from "./report.ts";
import type { TabMemory } from "./tab-memory.ts";
import { trackBacktracks } from "./trackers/backtracks.ts";
import { trackDeadClicks } from "./trackers/dead-clicks.ts";
import { trackErrorBursts } from "./trackers/error-bursts.ts";
import { trackErrorClicks } from "./trackers/error-clicks.ts";
import { trackExitIntent } from "./trackers/exit-intent.ts";
import { trackLoops } from "./trackers/loops.ts";
import { trackRageClicks } from "./trackers/rage-clicks.ts";
import { trackSlowPages } from "./trackers/slow-pages.ts";
import { trackThrash } from "./trackers/thrash.ts";
import type { FrictionContext, Telling, TrackerContext } from "./trackers/tracker.ts";

export interface SignalsContext extends TrackerContext {
  readonly load: (name: "forms") => Promise<readonly Telling[]>;
  readonly report: Report;
  readonly configuration: Configuration;
  /** Where the visitor stands, and for how many engaged ms. */
  readonly placing: { readonly place: () => Place; readonly dwell: () => number };
  readonly identity: Identity;
  readonly tab: TabMemory;
  /** Tells of this document's entries, past and to come. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
  readonly collector: string;
  readonly preset?: Options["preset"];
}

export type StartSignals = (context: SignalsContext, stopped: AbortSignal) => void;

const TRACKERS: readonly Telling[] = [
  [trackRageClicks, "rage-click"],
  [trackDeadClicks, "dead-click", "slow-click", "blocked-click"],
  [trackErrorClicks, "error-click"],
  [trackBacktracks, "backtrack"],
  [trackLoops, "loop"],
  [trackExitIntent, "exit-intent"],
  [trackSlowPages, "slow-page"],
  [trackErrorBursts, "errors"],
  [trackThrash, "thrash"],
];

const TICK = 5000;

export const startSignals: StartSignals = (context, stopped) => {
  const { root, emit, configuration, placing } = context;
  const { friction = {} } = configuration;
  const isOn = (type: FrictionType) => friction[type] !== false;
  const tick = new EventTarget();
  // MooTools has put something of its own in the place of `Event`.
  const timer = setInterval(
    () => root.visibilityState === "visible" && tick.dispatchEvent(new CustomEvent("tick")),
    TICK,
  );
  stopped.addEventListener("abort", () => clearInterval(timer));
  const onTick: FrictionContext["onTick"] = (look) => listen(tick, "tick", stopped, look);
  const frictionContext: FrictionContext = {
    ...context,
    onEntry: (hear) => stopped.addEventListener("abort", context.onEntry(hear)),
    plan: configuration,
    // What is on or off is no object, and tunes nothing.
    tuning: friction as Partial<FrictionTuning>,
    place: placing.place,
    dwell: placing.dwell,
    tell(type, name, data, place) {
      const weight = FRICTION_WEIGHTS[type as keyof typeof FRICTION_WEIGHTS];
      if (isOn(type)) emit({ kind: "friction", type, name, data: { weight, ...data }, ...(place && { place }) });
    },
    onTick,
    onLife: createLife({ ...context, onTick }, stopped),
  };
  const run = (trackers: readonly Telling[]) => {
    for (const [track, ...types] of trackers) if (!stopped.aborted && types.some(isOn)) track(frictionContext, stopped);
  };
  run(TRACKERS);
  if (context.preset) return;
  whenAttempting(frictionContext, stopped, () => {
    context
      .load("forms")
      .then(run)
      .catch((error) => context.report.debug("missed", error));
  });
};

/** Calls back once: when a field has the focus, in a stage with steps, or where an attempt at such a stage goes on. */
function whenAttempting(context: FrictionContext, stopped: AbortSignal, begin: () => void): void {
  const { root, plan, identity, onEntry } = context;
  let isBegun = false;
  const once = (isAttempting: unknown) => {
    if (isBegun || !isAttempting) return;
    isBegun = true;
    begin();
  };
  once(Object.keys(identity.progress()).length || findFocused(root)?.matches(FIELDS));
  onEntry(({ stage }) => once(plan.stages?.some(({ id, steps }) => steps && id === stage)));
  listenAt(FIELDS, context, "focusin", stopped, once);
}
