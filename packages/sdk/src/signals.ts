// What loads when the page is idle and there is a plan: friction trackers, abandonment, and the asking.
import { FRICTION_WEIGHTS } from "@waymark/journey";
import type { Entry, FrictionTuning, FrictionType, Stop } from "@waymark/protocol";
import { type Ask, type AskContext, createAsk } from "./ask/ask.ts";
import { listen } from "./dom/listen.ts";
import { trackAbandonment } from "./trackers/abandonment.ts";
import { trackExitIntent } from "./trackers/exit-intent.ts";
import { trackRageClicks } from "./trackers/rage-clicks.ts";
import type { FrictionContext, TrackerContext, TrackFriction } from "./trackers/tracker.ts";

export interface SignalsContext extends AskContext, TrackerContext {
  /** Tells of this document's entries, past and to come. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
}

export type StartSignals = (context: SignalsContext, stopped: AbortSignal) => Pick<Ask, "ask">;

/** Each tracker of friction, with the types it tells: it runs unless all of them are switched off. */
const TRACKERS: readonly (readonly [track: TrackFriction, ...types: FrictionType[]])[] = [
  [trackRageClicks, "rage-click"],
  [trackExitIntent, "exit-intent"],
];

const TICK = 5000;

export const startSignals: StartSignals = (context, stopped) => {
  const { root, emit, configuration, placing, identity, onEntry, engaged } = context;
  const ask = createAsk(context, stopped);
  // Without an identity nothing can be tied together: then surveys are asked by hand alone.
  if (!identity) return ask;

  const isOn = (type: FrictionType) => configuration.friction?.[type] !== false;
  const tick = new EventTarget();
  const timer = setInterval(() => root.visibilityState === "visible" && tick.dispatchEvent(new Event("tick")), TICK);
  const friction: FrictionContext = {
    ...context,
    plan: configuration,
    tuning: Object.fromEntries(
      Object.entries(configuration.friction ?? {}).filter(([, each]) => each instanceof Object),
    ) as Partial<FrictionTuning>,
    place: placing.place,
    engaged,
    tell(type, name, data, place) {
      const weight = FRICTION_WEIGHTS[type as keyof typeof FRICTION_WEIGHTS];
      if (isOn(type)) emit({ kind: "friction", type, name, data: { weight, ...data }, ...(place && { place }) });
    },
    onTick(look) {
      const aborter = new AbortController();
      listen(tick, "tick", aborter.signal, look);
      return () => aborter.abort();
    },
  };
  const stops = TRACKERS.filter(([, ...types]) => types.some(isOn)).map(([track]) => track(friction));
  if (isOn("abandon")) stops.push(trackAbandonment({ ...friction, identity }));
  stops.push(
    onEntry((entry) => {
      if (entry.kind === "touchpoint" || entry.kind === "friction") ask.offer(entry);
    }),
  );
  stopped.addEventListener("abort", () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  });
  return ask;
};
