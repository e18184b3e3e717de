import { nextSession, type Session } from "@waymark/journey";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const start = 1_795_300_000_000;
const makeId = () => "new";
const session = (lastAt = start, startedAt = start): Session => ({ id: "old", startedAt, lastAt });

test("a first touchpoint begins a session", () => {
  expect(nextSession(undefined, start, makeId)).toEqual({
    session: { id: "new", startedAt: start, lastAt: start },
    isNew: true,
  });
});

test("the next one continues it", () => {
  expect(nextSession(session(), start + MINUTE, makeId)).toEqual({
    session: { id: "old", startedAt: start, lastAt: start + MINUTE },
    isNew: false,
  });
});

describe("limits", () => {
  test.each([
    ["just under 30 min idle", session(), start + 30 * MINUTE - 1, false],
    ["30 min idle", session(), start + 30 * MINUTE, true],
    ["just under 24 h old", session(start + 23.9 * HOUR), start + 24 * HOUR - 1, false],
    ["24 h old", session(start + 23.9 * HOUR), start + 24 * HOUR, true],
    ["a clock set back a little", session(), start - 5 * MINUTE, false],
    ["a clock set back by a day", session(), start - 24 * HOUR, true],
    ["a beginning that is no number", session(start, Number.NaN), start, true],
    ["a last time that is no number", session(Number.NaN), start, true],
    ["a session from the future", session(start + 9000 * HOUR, start + 9000 * HOUR), start, true],
  ])("%s", (_, previous, now, isNew) => expect(nextSession(previous, now, makeId).isNew).toBe(isNew));
});

test("an id is made only for a new session", () => {
  const never = () => {
    throw new Error("made an id");
  };
  expect(nextSession(session(), start + 1, never).isNew).toBe(false);
});

test("midnight cuts nothing", () => {
  const midnight = Date.UTC(2026, 10, 22);
  expect(nextSession(session(midnight - 1, midnight - 1), midnight, makeId).isNew).toBe(false);
});

test("a clock that is set back again and again doesn't make a session last", () => {
  const minutes = (max: number) => fc.integer({ min: 0, max: max * MINUTE });
  fc.assert(
    fc.property(fc.array(fc.tuple(minutes(29), minutes(29)), { minLength: 200, maxLength: 300 }), (steps) => {
      let now = start;
      let current = session();
      let age = 0;
      for (const [forward, back] of steps) {
        now += forward;
        const next = nextSession(current, now, makeId);
        age = next.isNew ? 0 : age + forward;
        expect(age).toBeLessThan(24 * HOUR);
        now -= back;
        current = nextSession(next.session, now, makeId).session;
      }
    }),
  );
});
