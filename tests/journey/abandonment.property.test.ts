// Whatever the order of entries, the tabs they come from, the reloads between, and the jumps of the clock.
import { advance, advanceBy, type Change, type Progress, settle } from "@waymark/journey";
import type { Entry } from "@waymark/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { away, DAY, inside, MINUTE, PLAN, START } from "./abandonment-fixture.ts";

const YEAR = 365 * DAY;
const anyPlace = fc.constantFrom(
  away,
  { stage: null, step: "/about" },
  ...["cart", "address", "pay", "done"].map((step) => inside(step)),
  ...["asked", "solved"].map((step) => inside(step, "help")),
);
const dwell = fc.nat({ max: 200_000 });
const anyData = fc.record({ from: fc.option(anyPlace, { nil: undefined }), dwell });
const anySort = fc.oneof(
  fc.record({ type: fc.constant("page"), data: fc.constant({}) }),
  fc.record({ type: fc.constant("step"), data: anyData }),
  fc.record({ type: fc.constantFrom("click", "custom", "error", "goal"), data: fc.constant({}) }),
  fc.record({ type: fc.constant("dwell"), data: fc.record({ dwell }) }),
  fc.record({ type: fc.constant("exit-intent"), data: fc.record({ weight: fc.constantFrom(0.3, 0.5) }) }),
  fc.record({ type: fc.constant("form-struggle"), data: fc.record({ refused: fc.constantFrom(0, 3) }) }),
);
const jump = (min: number) =>
  fc.oneof(
    fc.nat({ max: MINUTE }),
    fc.integer({ min: Math.max(min, -40 * MINUTE), max: 40 * MINUTE }),
    fc.integer({ min: Math.max(min, -9 * DAY), max: 40 * DAY }),
    fc.integer({ min, max: min < 0 ? YEAR : 2 * DAY }),
  );
/** Entries of one visitor in the order in which they were made; the clock may have been set between any two. */
const journeys = (min: number) =>
  fc
    .array(fc.tuple(anyPlace, anySort, jump(min), fc.constantFrom("a", "b")), { minLength: 1, maxLength: 50 })
    .map((rows) => {
      let at = START;
      return rows.map(([place, sort, after, tab]) => {
        at += after;
        return { id: "", kind: "touchpoint", name: "", ...sort, ...place, at, tab } as unknown as Entry;
      });
    });
const anyJourney = journeys(-YEAR);
/** Time only goes on. */
const steadyJourney = journeys(0);

type Told = Pick<Change, "stage" | "attempt" | "state">;
const nameOf = ({ stage, attempt, state }: Told) => `${stage} ${attempt} ${state}`;

const follow = (entries: readonly Entry[], between: (progress: Progress) => Progress = (progress) => progress) => {
  let progress: Progress = {};
  const changes: Change[] = [];
  for (const entry of entries) {
    const after = advanceBy(PLAN, between(progress), entry);
    progress = after.progress;
    changes.push(...after.changes);
  }
  return { progress, changes };
};
const holds = (journey: fc.Arbitrary<readonly Entry[]>, check: (entries: readonly Entry[]) => void) =>
  fc.assert(
    fc.property(journey, (entries) => void check(entries)),
    { numRuns: 500 },
  );
const group = (changes: readonly Change[], keyOf: (change: Change) => string) => {
  const groups = new Map<string, Change[]>();
  for (const change of changes) groups.set(keyOf(change), [...(groups.get(keyOf(change)) ?? []), change]);
  return groups;
};
const byStage = (changes: readonly Change[]) => group(changes, ({ stage }) => stage);
const byAttempt = (changes: readonly Change[]) => group(changes, ({ stage, attempt }) => `${stage} ${attempt}`);

describe("whatever happens", () => {
  test("each state is told at most once per visitor, stage and attempt", () =>
    holds(anyJourney, (entries) => {
      const told = settle(PLAN, entries, START + YEAR).changes.map(nameOf);
      expect(told).toEqual([...new Set(told)]);
    }));

  test("a completed attempt is never abandoned, and after its end nothing is told of it", () =>
    holds(anyJourney, (entries) => {
      for (const own of byAttempt(settle(PLAN, entries, START + 9 * YEAR).changes).values()) {
        const states = own.map(({ state }) => state);
        const end = states.findIndex((state) => state === "completed" || state === "recovered");
        expect(states.slice(end + 1 || states.length)).toEqual([]);
        if (states.includes("completed")) expect(states).not.toContain("abandoned");
        if (states.includes("recovered")) expect(states).toContain("abandoned");
      }
    }));

  test("abandoned is followed by nothing but recovered", () =>
    holds(anyJourney, (entries) => {
      for (const own of byAttempt(follow(entries).changes).values()) {
        const states = own.map(({ state }) => state);
        const end = states.indexOf("abandoned");
        if (end >= 0) expect([[], ["recovered"]]).toContainEqual(states.slice(end + 1));
      }
    }));

  test("attempts count 1, 2, 3 and each begins with started", () =>
    holds(anyJourney, (entries) => {
      const { changes } = follow(entries);
      for (const [stage, own] of byStage(changes)) {
        const starts = own.filter(({ state }) => state === "started").map(({ attempt }) => attempt);
        expect(starts, stage).toEqual(starts.map((_, index) => index + 1));
        expect(own.map(({ attempt }) => attempt)).toEqual(own.map(({ attempt }) => attempt).sort((a, b) => a - b));
      }
      for (const [first] of byAttempt(changes).values()) expect(first?.state).toBe("started");
    }));

  test("the same again gives the same", () =>
    holds(anyJourney, (entries) => expect(follow(entries)).toEqual(follow(entries))));

  test("nothing that is told or kept is no number", () =>
    holds(anyJourney, (entries) => {
      const { progress, changes } = follow(entries);
      for (const { engaged, at } of changes) expect(engaged >= 0 && Number.isSafeInteger(at)).toBe(true);
      const kept = JSON.parse(JSON.stringify(progress));
      expect(kept).toEqual(progress);
    }));
});

describe("tabs, reloads and looks", () => {
  test("kept as JSON between any two entries, nothing is told otherwise", () =>
    holds(anyJourney, (entries) => {
      const reloaded = follow(entries, (progress) => JSON.parse(JSON.stringify(progress)));
      expect(reloaded).toEqual(follow(entries));
    }));

  test("two tabs that share progress tell together what one tells", () =>
    holds(anyJourney, (entries) => {
      const alone = entries.map((entry) => ({ ...entry, tab: "a" }));
      const told = { a: [] as Change[], b: [] as Change[] };
      let shared = "{}";
      for (const entry of entries) {
        const after = advanceBy(PLAN, JSON.parse(shared), entry);
        shared = JSON.stringify(after.progress);
        told[entry.tab as "a" | "b"].push(...after.changes);
      }
      expect(JSON.parse(shared)).toEqual(JSON.parse(JSON.stringify(follow(alone).progress)));
      expect([...told.a, ...told.b].map(nameOf).sort()).toEqual(follow(alone).changes.map(nameOf).sort());
    }));

  test("looking in between, however often, changes nothing", () =>
    fc.assert(
      fc.property(steadyJourney, fc.array(fc.nat({ max: 99 })), (entries, shares) => {
        let before = START;
        let progress: Progress = {};
        const changes: Change[] = [];
        const go = (after: { readonly progress: Progress; readonly changes: readonly Change[] }) => {
          progress = after.progress;
          changes.push(...after.changes);
        };
        for (const [index, entry] of entries.entries()) {
          const share = (shares[index] ?? 0) / 100;
          go(advance(PLAN, progress, { at: before + Math.floor((entry.at - before) * share) }));
          go(advanceBy(PLAN, progress, entry));
          before = entry.at;
        }
        go(advance(PLAN, progress, { at: before }));
        const alone = settle(PLAN, entries, before);
        expect(progress).toEqual(alone.progress);
        // What is found out sooner is told sooner: the order holds within each stage.
        expect(byStage(changes)).toEqual(byStage(alone.changes));
      }),
      { numRuns: 500 },
    ));
});

describe("a clock", () => {
  test("that only goes back never abandons", () => {
    const back = journeys(-YEAR).map((entries) => [...entries].sort((a, b) => b.at - a.at));
    holds(back, (entries) => {
      expect(follow(entries).changes.filter(({ state }) => /abandoned|recovered/.test(state))).toEqual([]);
    });
  });
});

describe("whoever never comes back", () => {
  test("has abandoned every stage that they left without its goal, an hour after they left the site", () =>
    holds(steadyJourney, (entries) => {
      const gone = { type: "dwell", data: { dwell: 0 } };
      const { stage, step, at = START } = entries.at(-1) ?? {};
      const last = { ...entries.at(-1), ...gone, stage, step } as Entry;
      const { progress } = settle(PLAN, [...entries, last], at + 60 * MINUTE);
      const own = stage === "checkout" || stage === "help" ? progress[stage] : undefined;
      if (own) expect(["abandoned", "recovered", "completed"]).toContain(own.state);
    }));
});
