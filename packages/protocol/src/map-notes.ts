// What owners add to the journey map, in `map.json`: it names people and aims, so that only the collector reads it.
import type { FrictionType } from "./entry.ts";
import type { Device, OneOf, Range } from "./trigger.ts";

/**
 * What of a stage a KPI is read from: `go-on` and `drop-off` are shares of its visitors, as are `friction` and its signs;
 * `csat` is the share of answers of 4 and 5, `ces` of 5 to 7, both in per cent; `nps` runs from −100 to 100, `mood` from −2
 * to 2.
 */
export const KPI_MEASURES = ["go-on", "drop-off", "mood", "nps", "csat", "ces"] as const;
export type KpiMeasure = (typeof KPI_MEASURES)[number] | FrictionType;

/** A figure by which the owner of a stage is measured. */
export interface Kpi {
  readonly label: string;
  /** Read from the map itself. Either this or `value`. */
  readonly measure?: KpiMeasure | undefined;
  /** Told by hand, where the map cannot know it. */
  readonly value?: number | undefined;
  /** In the unit of the measure; shares in per cent, such as 65. */
  readonly target?: number | undefined;
  /** Printed behind a value that is told by hand, such as `%` or `days`. */
  readonly unit?: string | undefined;
  /** Which side of the target is good. Default `higher`, and `lower` for `drop-off` and signs of friction. */
  readonly better?: "higher" | "lower" | undefined;
}

/** What is said of one stage. */
export interface StageNotes {
  readonly owner?: string | undefined;
  /** What the visitor wants here. */
  readonly goal?: string | undefined;
  readonly kpis?: readonly Kpi[] | undefined;
  readonly opportunities?: readonly string[] | undefined;
}

/** Which journeys are of a persona; all that is given must hold, and what is not known holds never. */
export interface PersonaWhere {
  readonly device?: OneOf<Device> | undefined;
  /** Family, such as `safari`. */
  readonly browser?: OneOf<string> | undefined;
  /** BCP 47 tags that the browser prefers, told by the first page: `de` is also `de-AT`. */
  readonly language?: OneOf<string> | undefined;
  /** Told last by `identify()`: equal to a value, or a number within a range. */
  readonly traits?: { readonly [trait: string]: string | number | boolean | Range } | undefined;
  /** Of the first page that has the key. */
  readonly utm?: { readonly [key in UtmKey]?: OneOf<string> | undefined } | undefined;
  /** Host of the site that the journey's first page was reached from, such as `news.example`. */
  readonly referrer?: OneOf<string> | undefined;
  /** Sessions of the journey. */
  readonly visits?: Range | undefined;
}

export const UTM_KEYS = ["source", "medium", "campaign", "term", "content"] as const;
export type UtmKey = (typeof UTM_KEYS)[number];

/** A named group of visitors: the map can be counted for it alone, or compared with another. */
export interface Persona {
  readonly id: string;
  readonly label?: string | undefined;
  readonly where: PersonaWhere;
}

/** The whole of `map.json`. */
export interface MapNotes {
  readonly $schema?: string | undefined;
  /** In place of the site's name. */
  readonly title?: string | undefined;
  /** What the journey is for, such as `an order paid`; in place of the label of the plan's goal. */
  readonly goal?: string | undefined;
  readonly personas?: readonly Persona[] | undefined;
  /** By the stage's id. */
  readonly stages?: { readonly [stage: string]: StageNotes } | undefined;
}
