// One go of a visitor at a stage that has a goal: how it is kept, and what there is to tell of it.

export type AttemptState = "started" | "progressing" | "stalled" | "leaving" | "abandoned" | "recovered" | "completed";

/**
 * Why a state was entered. Left by a `page` outside of the stage, or gone with a tab that was `closed` (or hidden) and not
 * back; about to leave by `exit-intent`; stalled for being `idle`, or `refused` by a form.
 */
export type Reason = "page" | "closed" | "exit-intent" | "idle" | "refused";

/** Kept per visitor and stage. Moments are ms since the epoch, lengths of time ms. */
export interface Attempt {
  readonly state: AttemptState;
  /** 1, 2, 3 … per visitor and stage. */
  readonly attempt: number;
  /** The step furthest along. */
  readonly reached: string;
  /** The step last come to. */
  readonly step: string;
  readonly since: number;
  /** The last progress, or the beginning. */
  readonly progressAt: number;
  /** The last sign of life in any stage, to a hundredth of `journeyEnds`: to keep each of them would cost a write. */
  readonly lastAt: number;
  /** Engaged time in the steps that were left. */
  readonly engaged: number;
  /** Of that, what was spent since the last progress. */
  readonly idle: number;
  /** Engaged time in the present step, when it was last kept. */
  readonly dwell: number;
  /** Hidden, closed or elsewhere from here on. */
  readonly leftAt?: number | undefined;
  readonly abandonedAt?: number | undefined;
  readonly reason?: Reason | undefined;
  /** States told already: each counts once per attempt. */
  readonly told: readonly AttemptState[];
}

/** A visitor's last attempts by stage id. */
export type Progress = { readonly [stage: string]: Attempt };

/** A state entered for the first time in an attempt. */
export interface Change {
  readonly stage: string;
  readonly state: AttemptState;
  readonly attempt: number;
  /** Where the visitor stood. */
  readonly step: string;
  readonly reached: string;
  /** Engaged time in the attempt so far, ms. */
  readonly engaged: number;
  /** When it was so, ms since the epoch: of `abandoned`, which is found out later, when the time was up. */
  readonly at: number;
  readonly reason?: Reason | undefined;
}
