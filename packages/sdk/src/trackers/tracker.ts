// What a tracker is: one function that watches the page, tells what it observes, and returns its undo.
import type { Stop } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { Emit } from "../observation.ts";

export interface TrackerContext {
  readonly root: Document;
  readonly clock: Clock;
  readonly emit: Emit;
  /** The interactive element that an event is about; none where the page opted out. */
  readonly find: (event: Event) => Element | undefined;
  /** An element's name without its text. */
  readonly describe: (element: Element) => string;
}

export type Tracker = (context: TrackerContext) => Stop;
