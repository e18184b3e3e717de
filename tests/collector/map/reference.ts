// The funnel and the moves again, over entries in memory and one visitor at a time: slow, plain, and written apart.
import type { Configuration } from "@waymark/protocol";

const DAY = 86_400_000;

export interface PlainTouchpoint {
  readonly id: string;
  readonly visitor: string;
  readonly at: number;
  readonly tab: string;
  readonly seq: number;
  readonly kind: string;
  readonly type: string;
  readonly stage: string | null;
  readonly step: string;
  readonly test: boolean;
}

const byOrder = (a: PlainTouchpoint, b: PlainTouchpoint): number => {
  const ranks = [a.at - b.at, a.tab < b.tab ? -1 : Number(a.tab > b.tab), a.seq - b.seq, a.id < b.id ? -1 : 1];
  return ranks.find((rank) => rank !== 0) ?? 0;
};

/** States of a stage and time in a step are told of where the visitor has been. */
const isStanding = ({ kind, type, test }: PlainTouchpoint): boolean =>
  kind === "touchpoint" && type !== "stage" && type !== "dwell" && !test;

/** Cuts a visitor's touchpoints where they rested for longer. */
const toJourneys = (touchpoints: readonly PlainTouchpoint[], rest: number): PlainTouchpoint[][] => {
  const journeys: PlainTouchpoint[][] = [];
  for (const touchpoint of touchpoints) {
    const journey = journeys.at(-1);
    const last = journey?.at(-1);
    if (!journey || !last || touchpoint.at - last.at > rest) journeys.push([touchpoint]);
    else journey.push(touchpoint);
  }
  return journeys;
};

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

export interface PlainOptions {
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly rest?: number;
}

export const countPlainly = (
  plan: Configuration,
  entries: readonly PlainTouchpoint[],
  { from, until, now, rest = 30 * DAY }: PlainOptions,
) => {
  const stages = (plan.stages ?? []).map(({ id, steps }) => ({ id, steps: steps ?? [{ id }] }));
  const indexOf = (touchpoint: PlainTouchpoint) => stages.findIndex(({ id }) => id === touchpoint.stage);
  const keyOf = ({ stage, step }: PlainTouchpoint) => `${stage}/${step}`;
  const known = new Set(stages.flatMap(({ id, steps }) => steps.map((step) => `${id}/${step.id}`)));
  const goals = new Set(
    stages.slice(-1).flatMap(({ id, steps }) => steps.flatMap((step) => ("goal" in step ? [`${id}/${step.id}`] : []))),
  );
  const counts: Record<string, number> = {};

  for (const visitor of new Set(entries.map((entry) => entry.visitor))) {
    const touchpoints = entries
      .filter((each) => each.visitor === visitor && isStanding(each) && indexOf(each) >= 0)
      .sort(byOrder);
    const journeys = toJourneys(touchpoints, rest);
    const index = journeys.findIndex(([first]) => first && first.at >= from && first.at < until);
    const journey = journeys[index];
    const [begin] = journey ?? [];
    if (!journey || !begin) continue;
    const end = journeys[index + 1]?.[0]?.at ?? Number.POSITIVE_INFINITY;
    count(counts, "visitors");
    if (journey.some((each) => goals.has(keyOf(each)))) count(counts, "reached goal");

    let furthest = "";
    stages.forEach(({ id }, index) => {
      const entered = journey.findIndex((each) => each.stage === id);
      const first = journey[entered];
      if (!first) return;
      const isOnward = (each: PlainTouchpoint) =>
        index === stages.length - 1 ? goals.has(keyOf(each)) : indexOf(each) > index;
      const onward = journey.slice(entered).find(isOnward);
      const isInTime = onward && onward.at - first.at <= 7 * DAY;
      furthest = isInTime ? "continued" : now - first.at > 7 * DAY ? "dropped" : "inProgress";
      count(counts, `${id} visitors`);
      count(counts, `${id} ${furthest}`);
    });

    const placed = journey.filter((each) => known.has(keyOf(each)));
    const arrivals = placed.filter((each, index) => index === 0 || keyOf(each) !== keyOf(placed[index - 1] ?? each));
    const visits = arrivals.map(keyOf);
    for (const key of new Set(visits)) count(counts, `${key} visitors`);
    for (const key of visits) count(counts, `${key} visits`);
    const moves = visits.slice(1).map((key, index) => `${visits[index]} > ${key}`);
    for (const move of new Set(moves)) count(counts, `${move} visitors`);
    for (const move of moves) count(counts, `${move} times`);
    const order = [...known];
    for (const [place, key] of order.entries()) {
      const later = visits.findIndex((each) => order.indexOf(each) > place);
      if (later >= 0 && !visits.slice(0, later).includes(key)) count(counts, `${key} skipped`);
      if (visits.filter((each) => each === key).length > 1) count(counts, `${key} repeated`);
    }
    const outside = entries.filter(
      (each) =>
        each.visitor === visitor &&
        isStanding(each) &&
        each.type === "page" &&
        indexOf(each) < 0 &&
        each.at >= begin.at &&
        each.at < end,
    );
    const left = outside
      .map(({ at }) => arrivals.findLast((each) => each.at <= at))
      .filter((each) => each !== undefined);
    for (const key of new Set(left.map(keyOf))) count(counts, `${key} outside`);
    for (const page of new Set(outside.map(({ step }) => step))) count(counts, `page ${page}`);
    if (furthest === "inProgress") count(counts, "in progress");
    if (visits.length > 0 && furthest !== "continued") count(counts, `${visits.at(-1)} ${furthest}`);
  }
  return counts;
};
