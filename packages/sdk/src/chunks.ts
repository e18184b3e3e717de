// The parts that are loaded when they are needed; the tag injects scripts, the npm entry imports modules.
import type { MountSurvey, StandButton, Strings } from "@waymark/protocol";
import type { StartAsking } from "./asking.ts";
import type { StartIdle } from "./idle.ts";
import type { createDeliverAs, DeliverAs } from "./pipeline/deliver-format.ts";
import type { LoadPlan } from "./plan.ts";
import type { StartSignals } from "./signals.ts";
import type { Telling } from "./trackers/tracker.ts";

/** What each part hands over. */
export interface Chunks {
  /** At once. */
  readonly plan: LoadPlan;
  /** When the page is idle. */
  readonly signals: StartSignals;
  /** When somebody comes to a form or a stage with steps. */
  readonly forms: readonly Telling[];
  /** When the page is idle, and the plan has triggers or buttons; or when a survey is asked by hand. */
  readonly ask: StartAsking;
  /** When the page is idle. */
  readonly idle: StartIdle;
  /** When a survey is to be asked. */
  readonly survey: MountSurvey;
  /** When the page is idle, and a survey stands behind a button. */
  readonly button: StandButton;
  /** Before the first request, where a format is named: delivers in it. */
  readonly [format: `format.${string}`]: DeliverAs;
  /** With a format: what all of them share. */
  readonly formats: typeof createDeliverAs;
  /** Before any of the following: brings their hashes. */
  readonly languages: true;
  /** When a survey is to be asked in a language that is not English; from npm the survey knows where they are. */
  readonly [language: `survey.${string}`]: Strings;
}

/** Rejects for a part that is not to be had. */
export type Load = <Name extends keyof Chunks>(name: Name) => Promise<Chunks[Name]>;
