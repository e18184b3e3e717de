// What a profile says of visitors comes out in what they do: the law of large numbers, at 2,000 journeys.
import type { Entry } from "@waymark/protocol";
import { describe, expect, test } from "vitest";
import { toPopulation } from "../../../packages/cli/src/simulate/to-population.ts";
import { byVisitor, makeParcels, PLAN, SHOP, UNTIL } from "./fixtures.ts";

const { stops } = toPopulation(PLAN, SHOP);
const keys = stops.map(({ key }) => key);
const keyOf = ({ stage, step }: Entry) => `${stage}/${step}`;

const parcels = makeParcels({ journeys: 2000 });
const devices = new Map(parcels.map(({ batch, userAgent }) => [batch.visitor, userAgent]));
/** Long enough ago that whoever comes back has come back. */
const settled = [...byVisitor(parcels)].filter(([, own]) => (own[0]?.at ?? 0) < UNTIL - 14 * 86_400_000);
const all = settled.flatMap(([, own]) => own);
const reached = ([, own]: (typeof settled)[number]) => new Set(own.filter(({ type }) => type === "step").map(keyOf));

/** Four standard errors of a share: seldom wrong, and a wrong share of a tenth is never let through. */
const tolerance = (share: number, n: number) => 4 * Math.sqrt((share * (1 - share)) / n) + 0.01;
const expectShare = (count: number, n: number, share: number) => {
  expect(n).toBeGreaterThan(40);
  expect(Math.abs(count / n - share)).toBeLessThan(tolerance(share, n));
};

describe.each(stops)("$key", (stop) => {
  const here = settled.filter((visitor) => reached(visitor).has(stop.key));

  if (!stop.step.goal)
    test("drop-off", () => {
      const furthest = (visitor: (typeof settled)[number]) => keys.findLast((key) => reached(visitor).has(key));
      expectShare(here.filter((visitor) => furthest(visitor) === stop.key).length, here.length, stop.leave);
    });

  test.each(Object.entries(stop.friction))("%s", (type, use = 0) => {
    const share = typeof use === "object" ? use.share : use;
    const isKnowing = ([visitor]: (typeof settled)[number]) => {
      const userAgent = devices.get(visitor) ?? "";
      if (type === "exit-intent") return !/Mobile|Android|iPad/.test(userAgent);
      return type !== "slow-page" || userAgent.includes("Chrome");
    };
    const isIt = (entry: Entry) =>
      type === "slow-page"
        ? entry.name === "LCP" && (entry.data as { readonly rating: string }).rating === "poor"
        : entry.type === type;
    const able = here.filter(isKnowing);
    const struck = able.filter(([, own]) => own.some((entry) => isIt(entry) && keyOf(entry) === stop.key));
    if (type === "slow-page") {
      // A page that is left before it has come tells no LCP.
      expect(struck.length / able.length).toBeLessThan(share + tolerance(share, able.length));
      expect(struck.length).toBeGreaterThan(0);
    } else expectShare(struck.length, able.length, share);
  });
});

const scoresAt = (place: string) =>
  all.flatMap((entry) =>
    entry.type === "csat" && keyOf(entry) === place
      ? [Number((entry.data as { readonly value: number }).value) - 3]
      : [],
  );
const outcomesAt = (place: string, type: string) =>
  all.filter((entry) => entry.type === type && keyOf(entry) === place).length;

test("mood, where enough answered", () => {
  const told = stops.map((stop) => ({ stop, scores: scoresAt(stop.key) })).filter(({ scores }) => scores.length >= 20);
  expect(told.length).toBeGreaterThan(3);
  for (const { stop, scores } of told) {
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    // Cut to the scale, a mood near its end comes out up to a tenth milder.
    const most = (4 * stop.mood.spread) / Math.sqrt(scores.length) + 0.1;
    expect(Math.abs(mean - stop.mood.mean), stop.key).toBeLessThan(most);
  }
});

test("answers, where enough were asked", () => {
  const asked = stops.filter(({ key }) => outcomesAt(key, "shown") > 60);
  expect(asked.length).toBeGreaterThan(3);
  for (const { key, answers } of asked) expectShare(outcomesAt(key, "completed"), outcomesAt(key, "shown"), answers);
});

test("devices and second visits", () => {
  const share = (pattern: RegExp) => settled.filter(([visitor]) => pattern.test(devices.get(visitor) ?? "")).length;
  expectShare(share(/iPhone|Android.*Mobile/), settled.length, 0.46);
  const sessions = (visitor: string) =>
    new Set(parcels.filter(({ batch }) => batch.visitor === visitor).map(({ batch }) => batch.session)).size;
  expectShare(settled.filter(([visitor]) => sessions(visitor) > 1).length, settled.length, SHOP.returning ?? 0);
});

test("most reached their end before the last week, and some are still on their way", () => {
  const starts = [...byVisitor(parcels).values()].map((own) => own[0]?.at ?? 0);
  const recent = starts.filter((at) => at > UNTIL - 7 * 86_400_000).length;
  expectShare(recent, starts.length, 1 / 3);
});

test("fewer come at night than in the evening", () => {
  const hours = [...byVisitor(parcels).values()].map((own) => new Date(own[0]?.at ?? 0).getUTCHours());
  const count = (from: number, until: number) => hours.filter((hour) => hour >= from && hour < until).length;
  expect(count(0, 6) * 4).toBeLessThan(count(16, 22));
});
