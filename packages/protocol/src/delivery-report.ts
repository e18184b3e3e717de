// What arrived and what did not: what `GET /api/delivery` answers.
import type { QueueLevel } from "./batch.ts";
import type { GapReason } from "./entry.ts";

/** The documents (loaded pages, one `tab` each) that began on one day in browsers of one family. */
export interface DeliveryDay {
  /** Day of the documents' first entries in UTC, such as `2026-11-21`. */
  readonly day: string;
  /** Family, such as `firefox`, or `other`. */
  readonly browser: string;
  /** Those too of which nothing came and only a gap tells. */
  readonly documents: number;
  readonly entries: number;
  /** The entries by how well they were kept in the page. */
  readonly levels: { readonly [level in QueueLevel | "unknown"]: number };
  /** Entries under a number that another entry of the document has, too. */
  readonly doubled: number;
  /** Numbers up to the largest known of each document under which no entry came. */
  readonly missing: number;
  /** The missing that a gap names, by its reason. */
  readonly explained: { readonly [reason in GapReason | "other"]: number };
  /** The rest of the missing: lost, refused, or still in a browser's queue. */
  readonly unexplained: number;
  /** Documents with unexplained numbers. */
  readonly incomplete: number;
  /** Documents of a visitor who was erased since: nothing of them counts as missing. */
  readonly erased: number;
  readonly clocks: {
    /** Documents during which wall time ran back: the clock was set. */
    readonly back: number;
    /** Documents during which wall time ran ahead: the clock was set, or the device slept. */
    readonly ahead: number;
  };
}

export interface DeliveryReport {
  /** Everything up to this offset of the journal is counted, up to `durable` it will be. */
  readonly applied: number;
  readonly durable: number;
  /** What was asked for, with the defaults filled in; `null`: all sites. */
  readonly site: string | null;
  /** Documents that began in this time, ms since the epoch; `until` is not included. */
  readonly from: number;
  readonly until: number;
  /** Newest first, at most 10,000. */
  readonly days: readonly DeliveryDay[];
}
