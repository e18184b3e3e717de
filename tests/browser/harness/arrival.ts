// What reaches the relay, and what the relay makes of it.
import type { Batch } from "@waymark/protocol";

/** An answer of the relay's own; the collector never sees the request. */
export interface Answer {
  readonly status: number;
  /** Besides `Access-Control-Allow-Origin: *` and `Access-Control-Expose-Headers: Retry-After`, or instead of them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as HTML, all else as JSON. */
  readonly body?: unknown;
}

/**
 * What becomes of a request:
 * - `through`: to the collector and back
 * - `cut`: the connection is reset, as by a network that is gone
 * - `read-close`: read to its end, then the connection ends without a word (browsers may send the request again)
 * - `lost`: stored, then the connection ends before the reply
 * - `half`: stored, then the connection ends within the reply
 * - `twice`: two copies reach the collector at the same time; the first reply is passed on
 * - `hang`: never stored, never answered
 * - `store-hang`: stored, never answered
 */
export type Fate = "through" | "cut" | "read-close" | "lost" | "half" | "twice" | "hang" | "store-hang" | Answer;

/** One POST as it came. What is not readonly becomes known later. */
export interface Arrival {
  /** Counted from 1. */
  readonly number: number;
  /** When its head was there, ms by `performance.now()` of the test. */
  readonly at: number;
  readonly url: string;
  /** Names and values as they came, one after the other. */
  readonly headers: readonly string[];
  /** Of the body as sent. */
  bytes: number;
  /** The body, inflated. */
  text: string;
  /** Absent when the body is none, or came to no end. */
  batch?: Batch;
  /** Of the batch's entries. */
  ids: readonly string[];
  fate?: Fate;
  /** When it was answered, or its connection ended, ms as `at`. */
  endedAt?: number;
}

/** Of the entries, in the order in which they came. */
export const namesOf = ({ batch }: Arrival): readonly string[] => (batch?.entries ?? []).map(({ name }) => name);
