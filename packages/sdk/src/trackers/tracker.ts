// What a tracker is: one function that watches the page and tells what it observes, until it is stopped.
import type { Place } from "@waymark/journey";
import type { Configuration, Entry, FrictionTuning, FrictionType, JsonObject } from "@waymark/protocol";
import type { Clock } from "../clock.ts";
import type { OnLife } from "../dom/life.ts";
import type { Identity } from "../identity.ts";
import type { Emit } from "../observation.ts";
import type { TabMemory } from "../tab-memory.ts";

export interface TrackerContext {
  readonly root: Document;
  readonly clock: Clock;
  readonly emit: Emit;
  /** The interactive element that an event is about; none where the page opted out. */
  readonly find: (event: Event) => Element | undefined;
  /** An element's name without its text. */
  readonly describe: (element: Element) => string;
}

export type Tracker = (context: TrackerContext, stopped: AbortSignal) => void;

/** What the trackers of friction have besides; they load when the page is idle. */
export interface FrictionContext extends TrackerContext {
  readonly plan: Configuration;
  /** What the plan tunes of each; nothing stands for the defaults. */
  readonly tuning: Partial<FrictionTuning>;
  /** Tells one sign of difficulty, unless its type is switched off. `data.weight` is that of its type when it has none. */
  readonly tell: (type: FrictionType, name: string, data?: JsonObject, place?: Place) => void;
  /** Where the visitor stands. */
  readonly place: () => Place;
  /** Engaged ms in that step, earlier loads of it included. */
  readonly dwell: () => number;
  /** Knows how the attempts at stages with a goal go, in all tabs and since earlier visits. */
  readonly identity: Pick<Identity, "progress" | "setProgress">;
  /** What this tab remembers, of earlier pages too. */
  readonly tab: Pick<TabMemory, "last" | "pages">;
  /** Engaged ms since the document began. */
  readonly engaged: () => number;
  /** Hears of this document's entries, past and to come. */
  readonly onEntry: (hear: (entry: Entry) => void) => void;
  /** Calls back about every five seconds, in which nothing may be measured that costs layout. */
  readonly onTick: (look: () => void) => void;
  /** Hears of signs that the page answers what the visitor does. */
  readonly onLife: OnLife;
}

export type TrackFriction = (context: FrictionContext, stopped: AbortSignal) => void;

/** A tracker of friction with the types it tells: it runs unless all of them are switched off. */
export type Telling = readonly [track: TrackFriction, ...types: FrictionType[]];
