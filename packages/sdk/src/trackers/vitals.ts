// The web vitals as `vital` touchpoints, when the browser knows each for good; loaded on its own when the page is idle.
import type { Stop } from "@waymark/protocol";
import { type Metric, onCLS, onINP, onLCP } from "web-vitals";
import type { TrackerContext } from "./tracker.ts";

/** `data.value` in ms (`CLS` without unit), `data.rating` as web.dev defines it. web-vitals has no undo: stopped is muted. */
export function trackVitals({ emit }: TrackerContext): Stop {
  let isStopped = false;
  const tell = ({ name, value, rating }: Metric) => {
    const data = { value: Math.round(value * 1000) / 1000, rating };
    if (!isStopped) emit({ kind: "touchpoint", type: "vital", name, data });
  };
  for (const on of [onCLS, onINP, onLCP]) on(tell);
  return () => {
    isStopped = true;
  };
}
