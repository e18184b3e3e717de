import { toMilliseconds } from "@waymark/journey";
import { expect, test } from "vitest";

test.each([
  ["30s", 30_000],
  ["10m", 600_000],
  ["12h", 43_200_000],
  ["7d", 604_800_000],
  ["0s", 0],
  ["090m", 5_400_000],
])("%s is %d ms", (duration, ms) => expect(toMilliseconds(duration)).toBe(ms));

test.each(["", "30", "s", "1.5h", "-1s", " 1s", "1s ", "1s\n", "1 s", "1w", "1S", "1sm", "1e3s", "1constructor"])(
  "%j is none",
  (duration) => expect(toMilliseconds(duration)).toBeNaN(),
);
