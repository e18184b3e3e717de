// The web vitals of one simulated document, told when a browser tells them: LCP at the first input, the rest at the end.
import type { Observation } from "./observation.ts";
import type { Random } from "./random.ts";

type Name = keyof typeof LIMITS;

export interface Vitals {
  /** After a click, `age` ms into the document. */
  readonly onClick: (age: number) => readonly Observation[];
  /** When the document goes. */
  readonly onEnd: (age: number) => readonly Observation[];
}

/** Good up to the first, poor above the second, as web.dev defines it. */
const LIMITS = { LCP: [2500, 4000], INP: [200, 500], CLS: [0.1, 0.25] } as const;

const toObservation = (name: Name, value: number): Observation => {
  const [good, poor] = LIMITS[name];
  const rating = value <= good ? "good" : value <= poor ? "needs-improvement" : "poor";
  return { kind: "touchpoint", type: "vital", name, data: { value: Math.round(value * 1000) / 1000, rating } };
};

const none: Vitals = { onClick: () => [], onEnd: () => [] };

/** Browsers that know them are Chrome and its kin. @param isSlow its LCP is poor */
export function createVitals(random: Random, userAgent: string, isSlow: boolean): Vitals {
  if (!userAgent.includes("Chrome")) return none;
  const lcp = 4 * Math.round(isSlow ? random.between(1010, 2000) : Math.min(990, 220 * 1.6 ** random.normal()));
  let isTold = false;
  let clicks = 0;
  const tellLcp = (age: number) => {
    if (isTold || age < lcp) return [];
    isTold = true;
    return [toObservation("LCP", lcp)];
  };
  return {
    onClick(age) {
      clicks += 1;
      return tellLcp(age);
    },
    onEnd(age) {
      const inp = clicks ? [toObservation("INP", 8 * random.between(1, 12))] : [];
      const cls = toObservation("CLS", random.chance(0.8) ? 0 : random.between(1, 90) / 1000);
      return [...tellLcp(age), ...inp, cls];
    },
  };
}
