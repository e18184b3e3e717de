import { type ClickVerdict, toClickVerdict, type WatchedClick } from "@waymark/journey";
import { assert, integer, option, property, record } from "fast-check";
import { expect, test } from "vitest";

const at = 5000;
const after = (life?: number, rest: Partial<WatchedClick> = {}): WatchedClick => ({
  at,
  ...(life !== undefined && { life: at + life }),
  ...rest,
});

test.each<[string, ClickVerdict, WatchedClick, number]>([
  ["life in the same moment", "alive", after(0), 0],
  ["life just in time", "alive", after(999), 999],
  ["life after a second", "slow", after(1000), 1000],
  ["life shortly before the end", "slow", after(2499), 2499],
  ["life of long ago", "alive", after(100), 60_000],
  ["nothing yet", "pending", after(), 0],
  ["nothing for a while", "pending", after(), 2499],
  ["nothing at all", "dead", after(), 2500],
  ["a request came to its end", "pending", after(undefined, { request: at + 2000 }), 2500],
  ["… and is still not drawn", "pending", after(undefined, { request: at + 2000 }), 9999],
  ["… and is never drawn", "dead", after(undefined, { request: at + 2000 }), 10_000],
  ["… and is drawn late", "slow", after(6000, { request: at + 2000 }), 6000],
  ["a request that ended when it was over", "dead", after(undefined, { request: at + 2501 }), 2501],
  ["late life, but the visitor had gone on", "alive", after(1800, { next: at + 1500 }), 1800],
  ["late life, and the visitor went on after it", "slow", after(1800, { next: at + 1900 }), 1900],
  ["no life at all, wherever the visitor went", "dead", after(undefined, { next: at + 500 }), 2500],
])("%s: %s", (_, verdict, click, passed) => expect(toClickVerdict(click, at + passed)).toBe(verdict));

test("the owner may say what is slow and what is dead", () => {
  const tuning = { "slow-click": { after: "2s" }, "dead-click": { after: "12s" } };
  expect(toClickVerdict(after(1500), at + 1500, tuning)).toBe("alive");
  expect(toClickVerdict(after(2000), at + 2000, tuning)).toBe("slow");
  expect(toClickVerdict(after(), at + 11_999, tuning)).toBe("pending");
  expect(toClickVerdict(after(undefined, { request: at + 11_000 }), at + 11_999, tuning)).toBe("pending");
  expect(toClickVerdict(after(), at + 12_000, tuning)).toBe("dead");
});

test("what is no duration stands for the defaults", () => {
  const tuning = { "slow-click": {}, "dead-click": { after: "soon" } };
  expect(toClickVerdict(after(), at + 2499, tuning)).toBe("pending");
  expect(toClickVerdict(after(), at + 2500, tuning)).toBe("dead");
});

test("a verdict is never taken back, and comes within ten seconds", () => {
  const some = option(integer({ min: 0, max: 20_000 }), { nil: undefined });
  const clicks = record({ at: integer({ max: 0, min: -5000 }), life: some, request: some, next: some });
  assert(
    property(clicks, integer({ min: 0, max: 20_000 }), integer({ min: 0, max: 20_000 }), (click, now, later) => {
      const first = toClickVerdict(click, now);
      if (first !== "pending") expect(toClickVerdict(click, now + later)).toBe(first);
      expect(toClickVerdict(click, click.at + 10_000)).not.toBe("pending");
    }),
  );
});
