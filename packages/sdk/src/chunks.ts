// The parts that are loaded when they are needed; the tag injects scripts, the npm entry imports modules.
import type { MountSurvey } from "@waymark/protocol";
import type { StartSignals } from "./signals.ts";
import type { Tracker } from "./trackers/tracker.ts";

export interface Chunks {
  readonly signals: () => Promise<StartSignals>;
  readonly vitals: () => Promise<Tracker>;
  readonly survey: () => Promise<MountSurvey>;
}
