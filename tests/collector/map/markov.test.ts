import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChainMove, type ChainStep, toChances } from "../../../packages/collector/src/map/markov.ts";

const step = (visits: number, standing = 0, isGoal = false): ChainStep => ({ visits, standing, isGoal });
const move = (from: number, to: number, times: number): ChainMove => ({ from, to, times });
const close = (values: readonly (number | null)[]) =>
  values.map((value) => (value === null ? null : expect.closeTo(value, 10)));

test("a line: chances multiply", () => {
  // 100 begin, 50 go on, 20 reach the goal.
  const { from, goal, goalIfHalved } = toChances(
    [step(100), step(50), step(20, 0, true)],
    [move(0, 1, 50), move(1, 2, 20)],
  );
  expect(from).toEqual(close([0.2, 0.4, 1]));
  expect(goal).toBeCloseTo(0.2, 10);
  // Half as many leave the first: 75 go on, and 30 arrive. Half as many leave the second: 35 of 50 arrive.
  expect(goalIfHalved).toEqual(close([0.3, 0.35, 0.2]));
});

test("a loop: who goes back may come again", () => {
  // From a 8 of 10 go to b and 2 leave; from b half reach the goal and half go back to a: h_a = 0.8·h_b, h_b = ½ + ½·h_a.
  const { from, goal, goalIfHalved } = toChances(
    [step(10), step(8), step(4, 0, true)],
    [move(0, 1, 8), move(1, 0, 4), move(1, 2, 4)],
  );
  expect(from).toEqual(close([2 / 3, 5 / 6, 1]));
  expect(goal).toBeCloseTo(2 / 3, 10);
  // 9 of 10 go on: h_a = 0.9·h_b gives 0.45 / 0.55.
  expect(goalIfHalved).toEqual(close([9 / 11, 2 / 3, 2 / 3]));
});

test("who stands somewhere still says nothing about it", () => {
  const { from } = toChances([step(10, 6), step(2, 0, true)], [move(0, 1, 2)]);
  expect(from).toEqual(close([0.5, 1]));
  expect(toChances([step(3, 3), step(0, 0, true)], []).from).toEqual([null, 1]);
});

test("a way round without a way out has no chance, and breaks nothing", () => {
  const { from, goal } = toChances([step(6, 1), step(6, 1), step(1, 0, true)], [move(0, 1, 5), move(1, 0, 5)]);
  expect(from).toEqual([0, 0, 1]);
  expect(goal).toBeCloseTo(1 / 3, 10);
});

test("what comes after the goal changes no chance of reaching it", () => {
  const steps = [step(11), step(5, 0, true)];
  expect(toChances(steps, [move(0, 1, 5), move(1, 0, 1)]).from).toEqual(close([5 / 11, 1]));
});

test("nothing at all", () => {
  expect(toChances([], [])).toEqual({ from: [], goal: 0, goalIfHalved: [] });
});

// Journeys over five steps, of which the last is the goal.
const journeys = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  size: "max",
  maxLength: 20,
});

const countJourneys = (paths: readonly (readonly number[])[]) => {
  const visits = [0, 0, 0, 0, 0];
  const times = new Map<string, number>();
  for (const path of paths.map((each) => each.filter((at, index) => at !== each[index - 1]))) {
    path.forEach((at, index) => {
      visits[at] = (visits[at] ?? 0) + 1;
      const key = `${path[index - 1]} ${at}`;
      if (index > 0) times.set(key, (times.get(key) ?? 0) + 1);
    });
  }
  const steps = visits.map((count, index) => step(count, 0, index === 4));
  return { steps, moves: [...times].map(([key, count]) => move(Number(key[0]), Number(key[2]), count)) };
};

/** Chances by walking all ways a thousand steps on. */
const walkOn = (steps: readonly ChainStep[], moves: readonly ChainMove[]): readonly number[] => {
  let chances: readonly number[] = steps.map(({ isGoal }) => Number(isGoal));
  for (let round = 0; round < 1_000; round += 1) {
    const before = chances;
    chances = steps.map(({ visits, isGoal }, index) =>
      isGoal
        ? 1
        : moves.reduce(
            (sum, { from, to, times }) => sum + (from === index ? (times / visits) * (before[to] ?? 0) : 0),
            0,
          ),
    );
  }
  return chances;
};

test("any chain: the chances are those of walking on, also with a drop-off halved", () => {
  fc.assert(
    fc.property(journeys, (paths) => {
      const { steps, moves } = countJourneys(paths);
      const { from, goal, goalIfHalved } = toChances(steps, moves);
      const walked = walkOn(steps, moves);
      from.forEach((chance, index) => {
        if (chance !== null) expect(chance).toBeCloseTo(walked[index] ?? Number.NaN, 5);
      });
      const began = (index: number) => paths.filter((path) => path[0] === index).length / paths.length;
      const toGoal = (chances: readonly number[]) =>
        chances.reduce((sum, chance, index) => sum + began(index) * chance, 0);
      expect(goal).toBeCloseTo(toGoal(walked), 5);
      for (const index of [0, 1, 2, 3]) {
        const on = moves.reduce((sum, { from: at, times }) => sum + (at === index ? times : 0), 0);
        const left = (steps[index]?.visits ?? 0) - on;
        // As many visits as before, of which half as many leave.
        const more = on === 0 ? 1 : (on + left / 2) / on;
        const mended = moves.map((each) => (each.from === index ? { ...each, times: each.times * more } : each));
        expect(goalIfHalved[index]).toBeCloseTo(toGoal(walkOn(steps, mended)), 5);
      }
    }),
    { numRuns: 50 },
  );
});
