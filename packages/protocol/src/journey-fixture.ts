// A journey written by hand: what somebody does on a site, and which surveys that has to lead to.
import type { Duration } from "./duration.ts";
import type { FrictionType, TouchpointType } from "./entry.ts";
import type { JsonObject } from "./json.ts";
import type { Device } from "./trigger.ts";

/**
 * One thing that happens, and only one of `page`, `step`, `touchpoint`, `dataLayer`, `type`, `friction`, `identify`, `survey`
 * and `close`; `page` may have a `step` beside it. What follows from the plan is added: steps, goals, and what becomes of
 * stages with a goal, unless the journey has `abandon` of its own.
 */
export interface FixtureEntry {
  /** Since the entry before. Default `1s`. Longer than a session lasts, and the page was closed after half a minute. */
  readonly after?: Duration | undefined;
  /** Path of a page that is opened; a query and a route may follow. */
  readonly page?: string | undefined;
  /** How it is opened: `route` stays in the same document. Default `navigate`. */
  readonly load?: "navigate" | "reload" | "back-forward" | "route" | undefined;
  /** Id of the step stood on from now on: for what a page shows, which its path does not tell. */
  readonly step?: string | undefined;
  /** A name given to `track()`. */
  readonly touchpoint?: string | undefined;
  /** The event of an item pushed to the `dataLayer`. */
  readonly dataLayer?: string | undefined;
  /** A touchpoint of another type, such as `click`. */
  readonly type?: Exclude<TouchpointType, "page" | "step" | "stage" | "goal" | "dwell" | "identify"> | undefined;
  /** A sign of difficulty; its weight is the usual one unless `data` says otherwise. */
  readonly friction?: FrictionType | undefined;
  /** Of a `type` or `friction`: the element's name. Default `""`; of `abandon` the stage. */
  readonly name?: string | undefined;
  /** Of a `touchpoint`, `dataLayer`, `type` or `friction`. */
  readonly data?: JsonObject | undefined;
  /** Traits given to `identify()`. */
  readonly identify?: JsonObject | undefined;
  /** What becomes of the survey that is open; without it a survey is ignored. */
  readonly survey?: "answered" | "dismissed" | "snoozed" | undefined;
  /** The page is closed or hidden. */
  readonly close?: true | undefined;
}

/** A survey that has to be asked. */
export interface ExpectedAsk {
  /** Id of the survey. */
  readonly ask: string;
  /** Id of the trigger. */
  readonly trigger?: string | undefined;
  /** Where the entry stands that asks: `stage/step`, or the path where no stage matches. */
  readonly at?: string | undefined;
}

/** What `waymark replay` reads from a `.json` file. */
export interface JourneyFixture {
  /** Default: the file's name. */
  readonly name?: string | undefined;
  /** Whom shares are drawn for; without one the visitor is in every trigger's `sample`. */
  readonly visitor?: string | undefined;
  /** When it begins, as `Date.parse` reads it. Default `2026-01-01T12:00:00Z`. */
  readonly start?: string | undefined;
  /** Default `desktop`. */
  readonly device?: Device | undefined;
  /** Width of the viewport, CSS pixels. Default: a usual one of the device. */
  readonly width?: number | undefined;
  /** BCP 47 tag. Default `en`. */
  readonly language?: string | undefined;
  readonly entries: readonly FixtureEntry[];
  /** All surveys that are asked, in order; `[]` is none. Without it nothing is compared. */
  readonly expect?: readonly ExpectedAsk[] | undefined;
}
