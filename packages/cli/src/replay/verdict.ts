// What comes of a journey: the surveys that are asked in it, and what became of every trigger that was pulled.
import type { Gate } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";

/** A survey that is asked. */
export interface Ask {
  readonly trigger: string;
  readonly survey: string;
  readonly session: string;
  /** When it opens, ms since the epoch. */
  readonly at: number;
  readonly cause: Entry;
  /** Whether the page did the same. */
  readonly isRecorded: boolean;
}

/**
 * What became of a trigger that an entry pulled: `asked`, the first gate that stopped it, `moved on` before there could be a
 * calm moment, `busy` with another survey, or `missed`: a page that had this very configuration did not come to ask.
 */
export interface Verdict {
  readonly trigger: string;
  readonly entry: Entry;
  readonly came: "asked" | "moved on" | "busy" | "missed" | Exclude<Gate["gate"], "on">;
  /** The gate that stopped it. */
  readonly gate?: Gate | undefined;
}

export interface Replayed {
  readonly asks: readonly Ask[];
  readonly verdicts: readonly Verdict[];
}
