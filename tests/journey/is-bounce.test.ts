import { isBounce } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import { expect, test } from "vitest";

const entry = (type: string, seconds: number, data: object = {}) =>
  ({ id: "", kind: "touchpoint", type, name: "", at: 1_000_000 + seconds * 1000, data }) as unknown as Entry;
const page = (seconds: number) => entry("page", seconds);
const step = (seconds: number, dwell: number) => entry("step", seconds, { dwell });
const hide = (seconds: number, dwell: number) => entry("dwell", seconds, { dwell });

test.each<[name: string, entries: readonly Entry[]]>([
  ["nothing", []],
  ["one page", [page(0)]],
  ["one page and a click soon after", [page(0), entry("click", 9.9)]],
  ["one page, in view for less, open for longer", [page(0), step(0, 0), hide(400, 9999)]],
  ["hidden twice: the later one tells all of the step", [page(0), step(0, 0), hide(5, 5000), hide(60, 8000)]],
])("%s is a bounce", (_, entries) => {
  expect(isBounce(entries)).toBe(true);
});

test.each<[name: string, entries: readonly Entry[]]>([
  ["two pages", [page(0), page(1)]],
  ["a goal", [page(0), entry("goal", 1)]],
  ["10 s", [page(0), entry("click", 10)]],
  ["10 s in view", [page(0), step(0, 0), hide(11, 10_000)]],
  ["10 s in view over two steps", [page(0), step(0, 0), step(6, 6000), hide(12, 4000)]],
  ["a click off the plan after a while", [page(0), entry("error", 3), entry("custom", 30)]],
])("%s is none", (_, entries) => {
  expect(isBounce(entries)).toBe(false);
});
