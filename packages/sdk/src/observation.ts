// The raw thing that a tracker tells; it becomes an entry when it is admitted and placed.
import type { Place } from "@waymark/journey";
import type { Entry, Page, QueueLevel } from "@waymark/protocol";

export interface Observation {
  readonly kind: Entry["kind"];
  readonly type: Entry["type"];
  readonly name: string;
  /** Plain JSON. */
  readonly data?: object;
  /** Where it belongs, when that is not where the visitor stands now. */
  readonly place?: Place;
  /** Of a preview. */
  readonly test?: true;
}

/** An observation with its time and page, taken at the moment it was made. */
export interface Draft extends Observation {
  readonly data: object;
  readonly at: number;
  readonly mono: number;
  readonly page: Page;
}

/** How well an observation is kept, or `dropped` for want of consent. */
export type Kept = QueueLevel | "dropped";

export type Emit = (observation: Observation) => Promise<Kept>;
