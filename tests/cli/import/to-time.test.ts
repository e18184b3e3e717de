import { expect, test } from "vitest";
import { toTime } from "../../../packages/cli/src/import/to-time.ts";

test.each<[string, string, string | undefined]>([
  ["2026-01-30T14:05:09.125Z", "Z", "2026-01-30T14:05:09.125Z"],
  ["2026-01-30T14:05:09+01:00", "Z", "2026-01-30T13:05:09.000Z"],
  ["2026-01-30 14:05", "+01:00", "2026-01-30T13:05:00.000Z"],
  ["2026-01-30 14:05 -05:00", "+01:00", "2026-01-30T19:05:00.000Z"],
  ["2026-01-30", "+01:00", "2026-01-29T23:00:00.000Z"],
  ["2024-02-29", "Z", "2024-02-29T00:00:00.000Z"],
  ["1769781909125", "Z", "2026-01-30T14:05:09.125Z"],
  ["2026-02-29", "Z", undefined],
  ["2026-13-01", "Z", undefined],
  ["2026-01-30T25:00", "Z", undefined],
  ["30/01/2026", "Z", undefined],
  ["1960-01-01", "Z", undefined],
  ["", "Z", undefined],
  ["yesterday", "Z", undefined],
])("%s, in %s, is %s", (cell, zone, time) => {
  const ms = toTime(cell, zone);
  expect(ms === undefined ? ms : new Date(ms).toISOString()).toBe(time);
});
