// How entries reach a collector that is not Waymark's: in its own wire format, and what its answers mean.
import type { Batch, Refusal } from "./batch.ts";
import type { Entry } from "./entry.ts";

/** Where a format sends to, and as whom. */
export interface Target {
  /** The whole URL that takes requests, such as `https://eu.i.posthog.com/batch/`. */
  readonly url: string;
  /** Public name under which the target files what comes: a project's key, write key, token, website or site. */
  readonly key?: string | undefined;
  /** Where a target needs one; never in a page. */
  readonly secret?: string | undefined;
}

/** What is said of an entry: why it is not carried, or what of it is not. */
export interface Note {
  /** Of the entry. */
  readonly id: string;
  readonly reason: string;
}

/** One request's worth in a target's words. */
export interface Encoded {
  readonly body: string;
  /** What could not be carried whole. */
  readonly notes?: readonly Note[] | undefined;
}

/** A request as it is sent. */
export interface FormatRequest extends Encoded {
  readonly method: "POST";
  readonly url: string;
  /** `Content-Type`. */
  readonly type: string;
  /** Others than the content type; each costs a preflight. */
  readonly headers: { readonly [name: string]: string };
  /** What it carries, as a batch. */
  readonly batch: Batch;
}

/**
 * What becomes of a request's entries: `done` lets them go; `retry` keeps them and waits; `split` halves the request;
 * `refused` will be said for ever, of one of them or of all; `denied` is a wrong key, path or permission, kept and knocked on rarely.
 */
export type RequestOutcome = "done" | "retry" | "split" | "refused" | "denied";

/** What an answer means. */
export interface Reading {
  readonly outcome: RequestOutcome;
  /** Of a request that is done: entries that it left out all the same. */
  readonly refused?: readonly Refusal[] | undefined;
  /** What else the target says, for the site's developers. */
  readonly remark?: string | undefined;
}

/** One target's wire format, pure: everything that a delivery has to know of it. */
export interface Format {
  /** As `data-format` names it. */
  readonly name: string;
  /** `Content-Type` of its requests. */
  readonly type: string;
  /** Whether an entry that arrives twice counts once: only then is a request of unknown outcome sent again. */
  readonly dedupes: boolean;
  /** Whether a browser asks the target for permission before each request (Fetch, CORS-preflight). */
  readonly preflight: boolean;
  /** Bytes of one request's body that the target takes. */
  readonly maxBytes: number;
  readonly maxEntries: number;
  /** One request's body. Takes at most `maxEntries`; what gets larger than `maxBytes` is asked for again in halves. */
  readonly encode: (batch: Batch, target: Target) => Encoded;
  /** Where to, if not to the target's URL as it stands. */
  readonly toUrl?: ((target: Target) => string) | undefined;
  readonly toHeaders?: ((target: Target) => { readonly [name: string]: string }) | undefined;
  /** Why the target can't be given an entry at all; `undefined` if it can. */
  readonly refuse?: ((entry: Entry, batch: Batch) => string | undefined) | undefined;
  /** What an answer means beyond its status, see `toReading`; `reply` is its body, parsed, `{}` where that is no JSON. */
  readonly read?: ((status: number, reply: unknown, batch: Batch) => Reading | undefined) | undefined;
}
