import { expect, test } from "vitest";
import { correctTime } from "../../packages/collector/src/correct-time.ts";

const received = 1_795_300_000_000;

test.each([
  ["a true clock", received - 5_000, received - 100, received - 5_000],
  ["30 s off is the network's", received - 5_000, received - 30_000, received - 5_000],
  ["an hour slow", received - 3_605_000, received - 3_600_000, received - 5_000],
  ["an hour fast", received + 3_595_000, received + 3_600_000, received - 5_000],
  ["a little fast, and just now", received + 900, received + 1_000, received],
  ["kept for a week", received - 604_800_000, received, received - 604_800_000],
])("%s", (_, at, sentAt, corrected) => {
  expect(correctTime(at, sentAt, received)).toBe(corrected);
});
