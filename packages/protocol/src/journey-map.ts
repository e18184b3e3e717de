// The journey map as data: what `GET /api/map` answers and the view draws. Every figure counts visitors unless it says so.

import type { StageNotes } from "./map-notes.ts";
import type { Emotion, Reason, Verbatim } from "./map-voice.ts";
import type { Device } from "./trigger.ts";

/**
 * Visitors, or `null` where there are fewer than `JourneyMap.threshold` (and more than none): too few to be told without
 * pointing at somebody.
 */
export type Count = number | null;

/** What the map was asked for, with the defaults filled in. */
export interface MapQuery {
  readonly site: string;
  /** Journeys whose first entry in the plan lies in this time, ms since the epoch; `until` is not included. */
  readonly from: number;
  readonly until: number;
  /** `null`: all. */
  readonly device: Device | null;
  /** Id of a persona of `map.json`; `null`: everyone. */
  readonly persona: string | null;
  /** Visitors that `waymark simulate` made, and browsers under automation, are left out unless asked for. */
  readonly simulated: boolean;
  readonly automated: boolean;
}

/** A sign of difficulty, as a share of the visitors of its stage or step. */
export interface FrictionRate {
  /** Of the entries, such as `rage-click`; or `error` and `slow-page`, which are read from touchpoints. */
  readonly type: string;
  /** Of `abandon`: such as `leaving`. */
  readonly state?: string;
  readonly visitors: Count;
  /** 0–1 of the visitors of the stage or step; `null` with `visitors`. */
  readonly rate: number | null;
}

export interface MapStep {
  readonly id: string;
  readonly label: string;
  readonly isGoal: boolean;
  readonly visitors: Count;
  /** Times entered, repeats collapsed. */
  readonly visits: Count;
  /** Of those who dropped, whose journey ended here. */
  readonly dropped: Count;
  /** Of those still in progress, who stand here. */
  readonly inProgress: Count;
  /** Came to a later step of the plan without having been here before. */
  readonly skipped: Count;
  /** Came here more than once, with another step in between. */
  readonly repeated: Count;
  /** Went from here to pages that the plan does not know. */
  readonly outside: Count;
  /** 75th percentile of the engaged time, ms; `null` where nobody has left the step yet or too few. */
  readonly dwell: number | null;
  /** Chance to reach the goal from here, 0–1, over the observed moves (absorbing Markov chain); `null` without a goal. */
  readonly chance: number | null;
  readonly emotion: Emotion;
  /** Highest rate first. */
  readonly friction: readonly FrictionRate[];
}

/**
 * One stage of the funnel: ordered (a later stage counts after this one), eventual (stages may be skipped), closed
 * (within `JourneyMap.window` from entering this one).
 */
export interface MapStage {
  readonly id: string;
  readonly label: string;
  readonly visitors: Count;
  /** Reached a later stage within the window; in the last stage: its goal. `null` too where the last stage has no goal. */
  readonly continued: Count;
  /** Reached none, and the window has passed. */
  readonly dropped: Count;
  /** Reached none yet, and the window is open: never called lost. */
  readonly inProgress: Count;
  readonly steps: readonly MapStep[];
  readonly emotion: Emotion;
  /** Highest rate first. */
  readonly friction: readonly FrictionRate[];
  /** At most 50: those with a score first, lowest score first, then the newest. */
  readonly verbatims: readonly Verbatim[];
  /** Most given first, at most 10. */
  readonly reasons: readonly Reason[];
  /** Most visitors first. */
  readonly channels: readonly MapChannel[];
  /** What its owners say in `map.json`; absent where they say nothing. */
  readonly notes?: StageNotes | undefined;
}

/** By which way touchpoints of a stage came to be known. */
export interface MapChannel {
  /** `web`, or what an import calls it, such as `shop` or `phone`. */
  readonly channel: string;
  /** Told by somebody afterwards, not by a tag. */
  readonly imported: boolean;
  readonly visitors: Count;
}

/** A step of a stage, as `stage/step`. */
export type StepKey = string;

/** From one step to another without one in between; steps outside of the plan are passed over. */
export interface MapMove {
  readonly from: StepKey;
  readonly to: StepKey;
  readonly visitors: Count;
  /** How often, all visitors together. */
  readonly times: Count;
}

/** A page that visitors came to on their journey and the plan does not know. */
export interface MapPage {
  /** Path. */
  readonly page: string;
  readonly visitors: Count;
}

/** What became of a survey. Counts are of submissions: times it was asked. */
export interface MapSurvey {
  readonly id: string;
  readonly shown: number;
  /** With one answer or more. */
  readonly answered: number;
  readonly completed: number;
  readonly dismissed: number;
  /** Said that they want no survey at all. */
  readonly declined: number;
  readonly snoozed: number;
  /** Shown, without any outcome. */
  readonly ignored: number;
}

/** Where mending pays most: what reaching the goal would gain, were the step's drop-off halved. */
export interface MapFix {
  readonly step: StepKey;
  /** Further visitors of the period who would reach the goal. */
  readonly gain: number;
  /** Share of visitors who reach the goal, 0–1, as it is and as it would be: both over the observed moves. */
  readonly goal: number;
  readonly goalAfter: number;
}

export interface JourneyMap extends MapQuery {
  /** Of `map.json`, where it has them. */
  readonly title?: string | undefined;
  readonly goal?: string | undefined;
  /** Of `map.json`, in its order. */
  readonly personas: readonly { readonly id: string; readonly label: string }[];
  /** Sites that the collector knows, by name. */
  readonly sites: readonly string[];
  /** When this was computed, ms since the epoch. */
  readonly now: number;
  /** Conversion window from entering a stage, ms. */
  readonly window: number;
  /** A journey ends after this long without a touchpoint in the plan, ms. */
  readonly rest: number;
  /** Fewest visitors that are told; see {@link Count}. */
  readonly threshold: number;
  /** The journal offset that is in these figures. */
  readonly applied: number;
  /** Whether the collector has a plan (`collect --config`); without one there are no stages. */
  readonly hasPlan: boolean;
  /** All that these figures count, and of them those in progress at their furthest stage. */
  readonly visitors: number;
  readonly inProgress: number;
  /** Who reached the goal of the last stage that has one; `null` where none has. */
  readonly reachedGoal: Count;
  /** Visitors of the site and period that are marked so, counted or not. */
  readonly simulatedVisitors: number;
  readonly automatedVisitors: number;
  /** In the order of the plan. */
  readonly stages: readonly MapStage[];
  readonly moves: readonly MapMove[];
  /** Most visitors first, at most 20. */
  readonly outside: readonly MapPage[];
  readonly surveys: readonly MapSurvey[];
  /** Highest gain first, at most 3. */
  readonly fixes: readonly MapFix[];
}
