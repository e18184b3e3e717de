// A `slow-page` friction: a web vital of the page is poor; once per page and vital.
import { isSlow } from "@waymark/journey";
import type { FrictionContext } from "./tracker.ts";

export function trackSlowPages({ tell, tuning, onEntry }: FrictionContext): void {
  const told = new Set<string>();
  onEntry(({ type, name, data, page, stage = null, step = "" }) => {
    const { value } = data as { value: number };
    const what = name + page?.url;
    if (type !== "vital" || told.has(what) || !isSlow(name, value, tuning["slow-page"])) return;
    told.add(what);
    tell("slow-page", name, { value }, { stage, step });
  });
}
