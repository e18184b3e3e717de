// What must hold of every target after whatever its collector went through.
import { expect } from "vitest";
import type { Outcome } from "./kill-forwarder.ts";

export const expectWhole = (outcomes: ReadonlyMap<string, Outcome>): void => {
  const [hook, exact, doubling] = ["hook", "exact", "doubling"].map((name) => outcomes.get(name));
  // It keeps an id once: what arrives again counts for nothing.
  expect([hook?.missing, hook?.counts.dropped]).toEqual([[], 0]);
  // It can't tell doubles: touchpoints of unknown outcome are given up, and counted; answers are sent again, and counted.
  expect(exact?.missing.length).toBeLessThanOrEqual(exact?.counts.dropped ?? 0);
  expect(exact?.doubled).toBeLessThanOrEqual(exact?.counts.repeated ?? 0);
  // Nor can this one, but its owner prefers doubles.
  expect([doubling?.missing, doubling?.counts.dropped]).toEqual([[], 0]);
  expect(doubling?.doubled).toBeLessThanOrEqual(doubling?.counts.repeated ?? 0);
};
