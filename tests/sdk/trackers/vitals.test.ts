import { beforeEach, expect, test, vi } from "vitest";
import type { Metric } from "web-vitals";
import { trackVitals } from "../../../packages/sdk/src/trackers/vitals.ts";
import { watch } from "../fixtures.ts";

const hearers: ((metric: Metric) => void)[] = [];
vi.mock("web-vitals", () => {
  const on = (hear: (metric: Metric) => void) => hearers.push(hear);
  return { onCLS: on, onINP: on, onLCP: on };
});
const metric = (name: string, value: number) => ({ name, value, rating: "good" }) as Metric;

beforeEach(() => {
  hearers.length = 0;
});

test("each vital is a touchpoint with its rating, to three digits", () => {
  const { context, told } = watch({} as Document);
  trackVitals(context);
  hearers[0]?.(metric("CLS", 0.123456));
  hearers[2]?.(metric("LCP", 1234));
  expect(hearers).toHaveLength(3);
  expect(told).toEqual([
    { kind: "touchpoint", type: "vital", name: "CLS", data: { value: 0.123, rating: "good" } },
    { kind: "touchpoint", type: "vital", name: "LCP", data: { value: 1234, rating: "good" } },
  ]);
});

test("nothing is told after its stop", () => {
  const { context, told } = watch({} as Document);
  trackVitals(context)();
  for (const hear of hearers) hear(metric("INP", 80));
  expect(told).toEqual([]);
});
