// Pages seen one after the other: `a 3` is page a, with 3 s engaged there and as much time gone by.
import type { Seen } from "@waymark/journey";

export const seePages = (...visits: readonly string[]): readonly Seen[] => {
  let now = 0;
  return visits.map((visit) => {
    const [name = "", seconds = 0] = visit.split(" ");
    const seen = { name, at: now, engaged: now, stage: null, step: name };
    now += Number(seconds) * 1000;
    return seen;
  });
};
