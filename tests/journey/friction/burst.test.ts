import { type Burst, NO_BURST, toBurst, toErrorBurst } from "@waymark/journey";
import * as fc from "fast-check";
import { expect, test } from "vitest";

/** After which of these moments a burst is told: where it comes to be full. */
const told = (moments: readonly number[], add = (before: Burst, at: number) => toBurst(before, at, 3, 1000)) => {
  let burst = NO_BURST;
  return moments.filter((at) => {
    const { isFull } = burst;
    burst = add(burst, at);
    return burst.isFull && !isFull;
  });
};

test.each<[string, readonly number[], readonly number[]]>([
  ["three in time", [0, 500, 1000], [1000]],
  ["two", [0, 500], []],
  ["three a little slower", [0, 500, 1001], []],
  ["three fast ones after a slow one", [0, 900, 1300, 1600], [1600]],
  ["many without a pause are one", [0, 100, 200, 300, 400, 1300, 2300, 2400, 2500], [200]],
  ["a pause ends it", [0, 100, 200, 1201, 1300, 1400], [200, 1400]],
  ["two before a pause don't count after it", [0, 100, 1101, 1200], []],
])("%s", (_, moments, full) => expect(told(moments)).toEqual(full));

test("three errors within ten seconds, unless the owner says otherwise", () => {
  expect(told([0, 5000, 10_000], toErrorBurst)).toEqual([10_000]);
  expect(told([0, 5000, 10_001], toErrorBurst)).toEqual([]);
  const add = (before: Burst, at: number) => toErrorBurst(before, at, { times: 2, within: "1s" });
  expect(told([0, 1000], add)).toEqual([1000]);
  expect(told([0, 1001], add)).toEqual([]);
  expect(told([0, 1], (before, at) => toErrorBurst(before, at, { times: 2, within: "soon" }))).toEqual([]);
});

test("it remembers no more than it takes, and between two that are told there is a pause", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 2, max: 6 }), (between, least) => {
      let now = 0;
      const moments = between.map((gap) => {
        now += gap;
        return now;
      });
      const add = (before: Burst, at: number) => toBurst(before, at, least, 1000);
      const all = moments.reduce(add, NO_BURST);
      expect(all.moments.length).toBeLessThanOrEqual(least);
      const full = told(moments, add);
      full.slice(1).forEach((at, index) => {
        const since = [full[index] ?? 0, ...moments.filter((each) => each > (full[index] ?? 0) && each <= at)];
        expect(since.some((each, i) => each - (since[i - 1] ?? each) > 1000)).toBe(true);
      });
    }),
  );
});
