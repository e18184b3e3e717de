// One request and its reply: wire format 1, `POST <collector>` as `text/plain;charset=UTF-8`.
import type { Entry } from "./entry.ts";

/** The number in every batch's `waymark` field; another number is another format. */
export const WIRE_FORMAT = 1;

/** Caps of one request, which page and collector share. */
export const MAX_BATCH_ENTRIES = 100;
/** Bytes of one request's body as sent. */
export const MAX_BATCH_BYTES = 64 * 1024;
/** Bytes of one entry as JSON. */
export const MAX_ENTRY_BYTES = 24 * 1024;

/** How well the entries were kept in the page before they were sent. */
export type QueueLevel = "idb" | "journal" | "memory";

/** One request's worth of entries, all of one session. */
export interface Batch {
  readonly waymark: typeof WIRE_FORMAT;
  readonly site: string;
  /** Version of the SDK. */
  readonly sdk: string;
  /** UUID, new for every request; the receipt echoes it. */
  readonly batch: string;
  /** Largest number of tries among the entries, from 1. */
  readonly attempt: number;
  /** Wall clock when the request left, ms since the epoch. */
  readonly sentAt: number;
  /** UUID of the visitor; absent with consent `anonymous`, as is `session`. */
  readonly visitor?: string | undefined;
  readonly session?: string | undefined;
  /** Hash of the configuration that placed the entries; absent when there was none. */
  readonly plan?: string | undefined;
  readonly level?: QueueLevel | undefined;
  /** True for browsers under automation (`navigator.webdriver`): stored, left out of the map. */
  readonly automated?: true | undefined;
  /**
   * Where the entries come from, if not from a page: `waymark simulate`, which the map leaves out unless asked for, or
   * `import`, by `waymark import` or a server of the owner's.
   */
  readonly source?: "simulate" | "import" | undefined;
  readonly entries: readonly Entry[];
}

/** An entry that the collector would not keep, and why. */
export interface Refusal {
  readonly id: string;
  readonly reason: string;
  /** False: the same entry will be refused for ever. */
  readonly retry: boolean;
}

/** The collector's reply: only with the right `batch` in it may a queue let go of its entries. */
export interface Receipt {
  readonly batch: string;
  /** How many entries are durable now, those already known included. */
  readonly accepted: number;
  readonly refused: readonly Refusal[];
  /** Wait at least this long before the next request, ms. */
  readonly retryAfterMs?: number | undefined;
  /** Wall clock of the collector, ms since the epoch. */
  readonly serverTime: number;
}
