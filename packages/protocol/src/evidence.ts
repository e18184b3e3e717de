// What goes along with an answer: what the visitor did just before, and where.
import type { JsonObject } from "./json.ts";

/** Something that came just before, as evidence names it. */
export interface EvidenceEntry {
  readonly kind: string;
  readonly type: string;
  readonly name: string;
  /** How long before the survey was asked, ms. */
  readonly before: number;
}

/** What stood behind an answer: at most 2,000 bytes as JSON, scrubbed like all else. */
export interface Evidence {
  readonly stage: string | null;
  readonly step: string;
  /** Engaged time in that step when the survey was asked, ms. */
  readonly engaged: number;
  /** How far the attempt at that stage was, such as `leaving`; absent where the stage has no goal. */
  readonly abandon?: string | undefined;
  /** The entry that pulled the trigger; absent when `ask()` was called by hand. */
  readonly cause?: (EvidenceEntry & { readonly id: string; readonly data: JsonObject }) | undefined;
  /** At most the last ten entries, oldest first. */
  readonly last: readonly EvidenceEntry[];
  /** Web vitals so far by name (`LCP`, `INP` in ms, `CLS` without unit). */
  readonly vitals?: { readonly [name: string]: number } | undefined;
}
