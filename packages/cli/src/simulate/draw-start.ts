// When simulated visitors come: on any day alike, but seldom at night.
import type { Random } from "./random.ts";

const HOUR = 3_600_000;
/** How busy each hour of the day (UTC) is, of the busiest. */
const RHYTHM = [
  0.15, 0.08, 0.05, 0.04, 0.05, 0.1, 0.25, 0.45, 0.55, 0.6, 0.65, 0.7, 0.8, 0.75, 0.65, 0.65, 0.7, 0.8, 0.9, 1, 1, 0.9,
  0.6, 0.3,
];

/** A moment of the last `days` before `until`, ms since the epoch. */
export function drawStart(random: Random, until: number, days: number): number {
  for (;;) {
    const start = until - Math.ceil(random.next() * days * 24 * HOUR);
    if (random.chance(RHYTHM[new Date(start).getUTCHours()] ?? 1)) return start;
  }
}
