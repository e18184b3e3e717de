import fc from "fast-check";
import { expect, test } from "vitest";
import { toContrast, toReadable } from "../../packages/survey/src/mend-tokens.ts";

const white = [1, 1, 1];
const black = [0, 0, 0];
const grey = (level: number) => [level, level, level].map((each) => each / 255);

test.each([
  [white, black, 21],
  [white, white, 1],
  // The lightest grey that may stand on white, and the first that may not.
  [grey(0x76), white, 4.54],
  [grey(0x77), white, 4.48],
])("%j on %j is %d to 1", (one, two, contrast) => {
  expect(toContrast(one, two)).toBeCloseTo(contrast, 2);
  expect(toContrast(two, one)).toBe(toContrast(one, two));
});

test("what can be read stays as it is; what can't keeps its hue as far as it may", () => {
  const blue = [47 / 255, 91 / 255, 215 / 255];
  expect(toReadable(blue, white, 4.5)).toEqual(blue);
  const [red = 0, green = 0, rest = 0] = toReadable([1, 212 / 255, 0], white, 3);
  expect([red > green, green > rest, rest]).toEqual([true, true, 0]);
});

test("whatever stands on whatever can be read", () => {
  const channel = fc.integer({ min: 0, max: 255 }).map((each) => each / 255);
  const colour = fc.tuple(channel, channel, channel);
  fc.assert(
    fc.property(colour, colour, (words, ground) => {
      expect(toContrast(toReadable(words, ground, 4.5), ground)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 2000 },
  );
});
