// What is replayed: all that one visitor told, and what has to come of it if somebody has said so.
import type { Entry, ExpectedAsk } from "@waymark/protocol";

/** The submission of an outcome that is the open survey's, whichever that is. */
export const OPEN = "open";

/** An entry with the session that it belongs to. */
export interface Told {
  readonly session: string;
  readonly entry: Entry;
  /** Hash of the configuration that the page had. */
  readonly plan?: string | undefined;
}

export interface Journey {
  /** A recorded visitor's id, or what a fixture is called. */
  readonly name: string;
  readonly visitor: string;
  /** In the order in which it happened. */
  readonly told: readonly Told[];
  readonly expect?: readonly ExpectedAsk[] | undefined;
  /** The visitor is in every trigger's share. */
  readonly isSampled?: boolean | undefined;
}
