import { type Matches, toMatches } from "@waymark/journey";
import type { Entry, JsonObject } from "@waymark/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { leaving, NOW, toPlan, trigger } from "./decide-fixture.ts";

const counted = { ...trigger, on: { ...trigger.on, count: 3 } };
const plan = toPlan({ triggers: [counted, trigger, { ...trigger, id: "once", on: { count: 1 } }] });
const at = (ms: number): Entry => leaving(undefined, { at: NOW + ms });
const feed = (entries: readonly (readonly [Entry, string])[]) =>
  entries.reduce<Matches | undefined>(
    (matches, [entry, session]) => toMatches(plan, matches, entry, session),
    undefined,
  );

test("the last that a trigger counts to are kept, of triggers that count alone", () => {
  expect(feed([0, 1, 2, 3].map((ms) => [at(ms), "s1"]))).toEqual({
    session: "s1",
    times: { leaving: [NOW + 1, NOW + 2, NOW + 3] },
  });
});

test("another session begins at nothing", () => {
  expect(
    feed([
      [at(0), "s1"],
      [at(1), "s2"],
    ]),
  ).toEqual({ session: "s2", times: { leaving: [NOW + 1] } });
});

test("an entry that counts for nothing leaves the very same object", () => {
  const matches: Matches = { session: "s1", times: { leaving: [1] } };
  const other = leaving({ state: "recovered" });
  expect(toMatches(plan, matches, other, "s1")).toBe(matches);
  expect(toMatches(plan, matches, other, "s2")).toBe(matches);
  expect(toMatches(plan, undefined, other, "s1")).toBe(toMatches({}, undefined, at(0), "s1"));
});

test("it holds of each session what its entries alone would leave", () => {
  const entry = fc.record({ ms: fc.integer(), session: fc.constantFrom("a", "b"), counts: fc.boolean() });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      const told = entries.map(({ ms, session, counts }) => [counts ? at(ms) : leaving({}), session] as const);
      const last = told.findLast(([each]) => (each.data as JsonObject).state)?.[1];
      // Everything since the session that counted last began, and nothing before.
      const since = told.findLastIndex(([each, session]) => (each.data as JsonObject).state && session !== last) + 1;
      const times = told.slice(since).flatMap(([each]) => ((each.data as JsonObject).state ? [each.at] : []));
      expect(feed(told)?.times.leaving ?? []).toEqual(times.slice(-3));
    }),
  );
});
