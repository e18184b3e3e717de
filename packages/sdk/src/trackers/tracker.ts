// What a tracker is: one function that watches the page, tells what it observes, and returns its undo.
import type { Stop } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Emit } from "../observation.ts";

export interface TrackerContext {
  readonly root: Document;
  readonly clock: Clock;
  readonly emit: Emit;
}

export type Tracker = (context: TrackerContext) => Stop;
