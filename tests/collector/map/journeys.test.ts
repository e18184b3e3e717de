import type { JourneyMap } from "@waymark/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, NOW, openMap, PLAN, readMap, stageOf, stepOf, toLine, toVisitor, walk } from "./fixtures.ts";
import { countPlainly } from "./reference.ts";

const STEP_COUNTS = ["visitors", "visits", "dropped", "inProgress", "skipped", "repeated", "outside"] as const;

/** Every count of a map that is not zero, under the names that the reference gives them. */
const toCounts = ({
  visitors,
  reachedGoal,
  inProgress,
  stages,
  moves,
  outside,
}: JourneyMap): Record<string, number> => {
  const counts: Record<string, number | null> = { visitors, "reached goal": reachedGoal, "in progress": inProgress };
  for (const stage of stages) {
    for (const name of ["visitors", "continued", "dropped", "inProgress"] as const) {
      counts[`${stage.id} ${name}`] = stage[name];
    }
    for (const step of stage.steps) {
      for (const name of STEP_COUNTS) {
        counts[`${stage.id}/${step.id} ${name}`] = step[name];
      }
    }
  }
  for (const { from, to, visitors, times } of moves) {
    counts[`${from} > ${to} visitors`] = visitors;
    counts[`${from} > ${to} times`] = times;
  }
  for (const { page, visitors } of outside) counts[`page ${page}`] = visitors;
  return Object.fromEntries(Object.entries(counts).flatMap(([name, n]) => (n ? [[name, n]] : [])));
};

const place = fc.constantFrom(
  ["discover", "discover"],
  ["choose", "listing"],
  ["choose", "product"],
  ["choose", "renamed since"],
  ["checkout", "cart"],
  ["checkout", "payment"],
  ["checkout", "done"],
  ["removed since", "cart"],
  [null, "/imprint"],
  [null, "/jobs"],
);

/** Days before now, of which many are a window, a rest or both apart. */
const day = fc.constantFrom(0, 1, 7, 8, 14, 30, 37, 38, 60, 67, 68, 90);

// Few moments, tabs and numbers, so that ties and limits are the rule; lines come in any order, as from clocks that are off.
const touchpoint = fc.record({
  rank: fc.integer({ min: 0, max: 9 }),
  visitor: fc.integer({ min: 1, max: 3 }).map(toVisitor),
  at: fc.tuple(day, fc.constantFrom(0, 0, 1)).map(([days, ms]) => NOW - days * DAY - ms),
  tab: fc.constantFrom("a", "b"),
  seq: fc.integer({ min: 1, max: 2 }),
  kind: fc.constantFrom("touchpoint", "touchpoint", "touchpoint", "touchpoint", "friction"),
  type: fc.constantFrom("page", "step", "click", "stage", "dwell"),
  place,
  test: fc.constantFrom(false, false, false, true),
});

test("funnel, drop-off, progress, visits and moves are those of a plain count", { timeout: 60_000 }, async () => {
  const map = await openMap(PLAN, { threshold: 1 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(touchpoint, { maxLength: 40, size: "max" }), day, day, async (drawn, one, other) => {
      run += 1;
      // An id counts once, whatever the site: so no two runs share one.
      const entries = drawn.map(({ rank, place: [stage = null, step = ""], ...rest }, index) => {
        const id = `${rank}0000000-0000-7000-8000-${String(run * 100 + index).padStart(12, "0")}`;
        return { ...rest, id, stage, step: `${step}` };
      });
      await map.add(entries.map((entry) => toLine({ ...entry, site: `run-${run}` })));
      const from = NOW - Math.max(one, other) * DAY;
      const until = Math.max(NOW - Math.min(one, other) * DAY, from + 1);
      const counted = toCounts(await map.read(`site=run-${run}&from=${from}&until=${until}`));
      expect(counted).toEqual(countPlainly(PLAN, entries, { from, until, now: NOW }));
    }),
    { numRuns: 60 },
  );
});

const add = (one: Record<string, number>, other: Record<string, number>) =>
  Object.fromEntries(
    [...Object.keys(one), ...Object.keys(other)].map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]),
  );

test("what two collectors count of the visitors between them adds up to what one counts of all", async () => {
  const map = await openMap(PLAN, { threshold: 1 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(touchpoint, { minLength: 10, maxLength: 60, size: "max" }), async (drawn) => {
      run += 1;
      const lines = drawn.map(({ rank, place: [stage = null, step = ""], ...rest }, index) => ({
        ...rest,
        id: `${rank}0000000-0000-7000-8000-${String(run * 1000 + index).padStart(12, "0")}`,
        stage,
        step: `${step}`,
      }));
      const sites = ["all", "one", "other"].map((name) => `${name}-${run}`);
      const isOne = ({ visitor }: (typeof lines)[number]) => visitor === toVisitor(1);
      const shards = [lines, lines.filter(isOne), lines.filter((line) => !isOne(line))];
      // Another id in each: one id counts once, whatever the site.
      for (const [i, shard] of shards.entries())
        await map.add(
          shard.map((line) => toLine({ ...line, id: line.id.replace("-7000-", `-7${i}00-`), site: sites[i] })),
        );
      const period = `from=${NOW - 70 * DAY}&until=${NOW}`;
      const [all = {}, one = {}, other = {}] = await Promise.all(
        sites.map(async (site) => toCounts(await map.read(`site=${site}&${period}`))),
      );
      expect(add(one, other)).toEqual(all);
    }),
    { numRuns: 20 },
  );
}, 60_000);

test("a journey ends after as long as the plan says", async () => {
  const lines = [
    ...walk(1, ["discover/discover", "choose/listing"], { at: NOW - 20 * DAY }),
    ...walk(1, ["checkout/cart"], { at: NOW - 15 * DAY }),
  ];
  const stagesOf = async (journeyEnds: `${number}d` | undefined) => {
    const map = await openMap({ ...PLAN, journeyEnds }, { threshold: 1 });
    await map.add(lines);
    const { stages, rest } = await map.read(`from=${NOW - 16 * DAY}`);
    return [rest / DAY, ...stages.map(({ visitors }) => visitors)];
  };
  expect(await stagesOf("4d")).toEqual([4, 0, 0, 1]);
  // It began before the period.
  expect(await stagesOf(undefined)).toEqual([30, 0, 0, 0]);
});

test("who stays away for over thirty days begins another journey, and of two in the period the first counts", async () => {
  const lines = [
    ...walk(1, ["discover/discover", "choose/listing"], { at: NOW - 80 * DAY }),
    ...walk(1, ["checkout/cart"], { at: NOW - 40 * DAY }),
  ];
  const last = await readMap(lines, `from=${NOW - 50 * DAY}`);
  expect([last.visitors, stageOf(last, "discover").visitors, stageOf(last, "checkout").visitors]).toEqual([1, 0, 1]);
  const both = await readMap(lines, `from=${NOW - 90 * DAY}`);
  expect([both.visitors, stageOf(both, "discover").visitors, stageOf(both, "checkout").visitors]).toEqual([1, 1, 0]);
});

test("friction, asks, answers, states of a stage and time in a step are told of a place and move nobody there", async () => {
  const at = NOW - 14 * DAY;
  const map = await readMap([
    ...walk(1, ["checkout/cart", "discover/discover"]),
    toLine({ kind: "friction", type: "abandon", stage: "checkout", step: "cart", at: at + 3 * 60_000, seq: 3 }),
    toLine({ type: "stage", stage: "checkout", step: "cart", at: at + 4 * 60_000, seq: 4 }),
    toLine({ type: "dwell", stage: "checkout", step: "cart", at: at + 5 * 60_000, seq: 5 }),
  ]);
  expect(stepOf(map, "discover/discover").dropped).toBe(1);
  expect(map.moves).toEqual([{ from: "checkout/cart", to: "discover/discover", visitors: 1, times: 1 }]);
});

test("a last stage without a goal loses nobody, and the goal before it is still the map's", async () => {
  const map = await openMap({ stages: [...(PLAN.stages ?? []), { id: "after", pages: ["/help"] }] }, { threshold: 1 });
  await map.add(walk(1, ["checkout/done", "after/after"]));
  const told = await map.read();
  expect(stageOf(told, "checkout").continued).toBe(1);
  expect(stageOf(told, "after")).toMatchObject({ visitors: 1, continued: null, dropped: 0, inProgress: 0 });
  expect([told.reachedGoal, told.inProgress]).toEqual([1, 0]);
});

test("without a goal there are no chances, and nobody has reached it", async () => {
  const map = await openMap({ stages: [{ id: "discover", pages: ["/"] }] }, { threshold: 1 });
  await map.add(walk(1, ["discover/discover"]));
  expect(await map.read()).toMatchObject({ visitors: 1, reachedGoal: null, fixes: [] });
  expect(stepOf(await map.read(), "discover/discover").chance).toBeNull();
});

test("a stage and a step named twice count once", async () => {
  const twice = { id: "checkout", steps: [{ id: "cart" }, { id: "cart", goal: true }] };
  const map = await openMap({ stages: [twice, twice] }, { threshold: 1 });
  await map.add(walk(1, ["checkout/cart"]));
  const { stages } = await map.read();
  expect(stages.map(({ visitors, steps }) => [visitors, steps.map(({ visits }) => visits)])).toEqual([[1, [1]]]);
});
