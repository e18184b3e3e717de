// That a collector in trouble is left alone: few requests, one at a time, none before it said.
import { expect } from "vitest";
import type { Arrival } from "../harness/arrival.ts";

export interface CalmOptions {
  /** From the first failure to recovery, ms of the page's own time. */
  readonly during: number;
  /** No request before, ms by `performance.now()` of the test. */
  readonly notBefore?: number;
  /** Requests that no back-off holds: `online` events, those of pages that go away. Default 0. */
  readonly besides?: number;
}

const BASE = 1000;
const MOST = 300_000;
/** A bound that a sound sender would break once in a million runs. */
const RARE = 1e-6;

/**
 * How many requests full jitter may lead to: after failure n the pause is even between 0 and `min(5 min, 1 s * 2^n)`. The
 * bound is the count whose pauses together stay under `during` with a chance under one in a million (Chernoff).
 */
export const mostRequests = (during: number): number => {
  const pauses: number[] = [];
  const rates = Array.from({ length: 80 }, (_, i) => 10 ** (i / 10 - 7));
  // Mean of e^(-rate * pause) for a pause that is even between 0 and most.
  const meanOf = (rate: number, most: number) => (1 - Math.exp(-rate * most)) / (rate * most);
  const chance = () =>
    Math.min(
      ...rates.map((rate) => pauses.reduce((product, most) => product * meanOf(rate, most), Math.exp(rate * during))),
    );
  do pauses.push(Math.min(MOST, BASE * 2 ** pauses.length));
  while (chance() > RARE);
  return pauses.length;
};

const endOf = ({ endedAt = Number.POSITIVE_INFINITY }: Arrival) => endedAt;

/** I5 of the arrivals of an outage. A browser may send one request again by itself: those of one batch count once. */
export const expectCalm = (arrivals: readonly Arrival[], { during, notBefore, besides = 0 }: CalmOptions): void => {
  const first = arrivals.filter(
    ({ batch }, i) => arrivals.findIndex((each) => each.batch?.batch === batch?.batch) === i,
  );
  const overlapping = first.filter(({ at }, i) => first.slice(0, i).some((earlier) => endOf(earlier) > at));
  expect(
    overlapping.map(({ number }) => number),
    "I5: sent while another request was open",
  ).toHaveLength(0);
  const early = arrivals.filter(({ at }) => at < (notBefore ?? 0));
  expect(
    early.map(
      ({ number, at, batch }) =>
        `#${number} at ${at}, batch ${batch?.batch}, try ${batch?.attempt}, not before ${notBefore}`,
    ),
    "I5: too early",
  ).toEqual([]);
  expect(first.length, `I5: requests in ${during} ms`).toBeLessThanOrEqual(mostRequests(during) + besides);
};
