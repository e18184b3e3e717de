// What loads when the page is idle and there is a plan: the trackers of friction, abandonment among them.
import { FRICTION_WEIGHTS, type Place } from "@waymark/journey";
import type { Configuration, Entry, FrictionTuning, FrictionType, Stop } from "@waymark/protocol";
import { createLife } from "./dom/life.ts";
import { listen } from "./dom/listen.ts";
import type { Identity } from "./identity.ts";
import type { TabMemory } from "./tab-memory.ts";
import { trackAbandonment } from "./trackers/abandonment.ts";
import { trackBacktracks } from "./trackers/backtracks.ts";
import { trackDeadClicks } from "./trackers/dead-clicks.ts";
import { trackDeclinedPayments } from "./trackers/declined-payments.ts";
import { trackErrorBursts } from "./trackers/error-bursts.ts";
import { trackErrorClicks } from "./trackers/error-clicks.ts";
import { trackExitIntent } from "./trackers/exit-intent.ts";
import { trackFormAbandons } from "./trackers/form-abandons.ts";
import { trackFormStruggles } from "./trackers/form-struggles.ts";
import { trackLoops } from "./trackers/loops.ts";
import { trackRageClicks } from "./trackers/rage-clicks.ts";
import { trackSlowPages } from "./trackers/slow-pages.ts";
import { trackStalls } from "./trackers/stalls.ts";
import { trackThrash } from "./trackers/thrash.ts";
import type { FrictionContext, TrackerContext, TrackFriction } from "./trackers/tracker.ts";

export interface SignalsContext extends TrackerContext {
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
}

export type StartSignals = (context: SignalsContext, stopped: AbortSignal) => void;

/** Each tracker of friction, with the types it tells: it runs unless all of them are switched off. */
const TRACKERS: readonly (readonly [track: TrackFriction, ...types: FrictionType[]])[] = [
  [trackRageClicks, "rage-click"],
  [trackDeadClicks, "dead-click", "slow-click", "blocked-click"],
  [trackErrorClicks, "error-click"],
  [trackFormStruggles, "form-struggle"],
  [trackFormAbandons, "form-abandon"],
  [trackDeclinedPayments, "payment-declined"],
  [trackBacktracks, "backtrack"],
  [trackLoops, "loop"],
  [trackExitIntent, "exit-intent"],
  [trackStalls, "stall"],
  [trackSlowPages, "slow-page"],
  [trackErrorBursts, "errors"],
  [trackThrash, "thrash"],
];

const TICK = 5000;

export const startSignals: StartSignals = (context, stopped) => {
  const { root, emit, configuration, placing, identity, engaged } = context;
  const isOn = (type: FrictionType) => configuration.friction?.[type] !== false;
  const tick = new EventTarget();
  const timer = setInterval(() => root.visibilityState === "visible" && tick.dispatchEvent(new Event("tick")), TICK);
  const onTick: FrictionContext["onTick"] = (look) => {
    const aborter = new AbortController();
    listen(tick, "tick", aborter.signal, look);
    return () => aborter.abort();
  };
  const friction: FrictionContext = {
    ...context,
    plan: configuration,
    tuning: Object.fromEntries(
      Object.entries(configuration.friction ?? {}).filter(([, each]) => each instanceof Object),
    ) as Partial<FrictionTuning>,
    place: placing.place,
    dwell: placing.dwell,
    engaged,
    tell(type, name, data, place) {
      const weight = FRICTION_WEIGHTS[type as keyof typeof FRICTION_WEIGHTS];
      if (isOn(type)) emit({ kind: "friction", type, name, data: { weight, ...data }, ...(place && { place }) });
    },
    onTick,
    onLife: createLife({ ...context, onTick }, stopped),
  };
  const stops = TRACKERS.filter(([, ...types]) => types.some(isOn)).map(([track]) => track(friction));
  if (isOn("abandon")) stops.push(trackAbandonment({ ...friction, identity }));
  stopped.addEventListener("abort", () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  });
};
