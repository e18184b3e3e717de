// What loads when the page is idle and there is a plan: friction trackers, abandonment, and the asking.
import { ABANDON_WEIGHTS, advance } from "@waymark/journey";
import type { Entry, RageClickOptions, Stop } from "@waymark/protocol";
import { type Ask, type AskContext, createAsk } from "./ask/ask.ts";
import type { Identity } from "./identity.ts";
import { type ExitIntentContext, trackExitIntent } from "./trackers/exit-intent.ts";
import { trackRageClicks } from "./trackers/rage-clicks.ts";
import type { TrackerContext } from "./trackers/tracker.ts";

export interface SignalsContext extends AskContext, TrackerContext {
  /** Tells of this document's entries, past and to come. */
  readonly onEntry: (hear: (entry: Entry) => void) => Stop;
}

export type StartSignals = (context: SignalsContext, stopped: AbortSignal) => Pick<Ask, "ask">;

type FrictionTracker = "rage-click" | "exit-intent";
type TrackFriction = (context: ExitIntentContext, options: RageClickOptions | undefined) => Stop;

/** Each friction tracker, under the name that tunes it or switches it off. */
const TRACKERS: { readonly [name in FrictionTracker]: TrackFriction } = {
  "rage-click": trackRageClicks,
  "exit-intent": trackExitIntent,
};

/** How often an entry that moves nobody is taken to look whether a stage was abandoned meanwhile, ms. */
const LOOK_EVERY = 10_000;

export const startSignals: StartSignals = (context, stopped) => {
  const { emit, configuration, placing, identity, onEntry } = context;
  const { friction = {} } = configuration;
  const ask = createAsk(context, stopped);
  const stops: Stop[] = [];
  const placeName = () => `${placing.place().stage}/${placing.place().step}`;

  const hear = (entry: Entry) => {
    if (identity && friction.abandon !== false) tellAbandonment(entry, identity);
    if (entry.kind === "touchpoint" || entry.kind === "friction") ask.offer(entry);
  };
  let lookedAt = 0;
  const tellAbandonment = (entry: Entry, { progress, setProgress }: Identity) => {
    const { kind, type, stage = null, step = "", at } = entry;
    // Only where the visitor stands and the time move an attempt on; reading it at every click would cost more than the click.
    const isMove = ["page", "step"].includes(type);
    if (kind !== "touchpoint" || (!isMove && at - lookedAt < LOOK_EVERY)) return;
    lookedAt = at;
    const before = progress();
    const after = advance(configuration, before, { stage, step }, at);
    if (JSON.stringify(after.progress) !== JSON.stringify(before)) setProgress(after.progress);
    for (const change of after.changes) {
      const { state, reached, attempt, stage, step } = change;
      const weight = ABANDON_WEIGHTS[state];
      if (weight === undefined) continue;
      const data = { state, reached, attempt, weight };
      emit({ kind: "friction", type: "abandon", name: stage, data, place: { stage, step } });
    }
  };

  if (identity) {
    for (const [name, track] of Object.entries(TRACKERS)) {
      const options = friction[name as FrictionTracker];
      if (options !== false) stops.push(track({ ...context, placeName }, options instanceof Object ? options : {}));
    }
    stops.push(onEntry(hear));
  }
  stopped.addEventListener("abort", () => {
    for (const stop of stops) stop();
  });
  return ask;
};
