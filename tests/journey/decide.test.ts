import { type Asked, decide, type Gate, matchPattern, type Show } from "@waymark/journey";
import type { Configuration, Entry, Pattern } from "@waymark/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const DAY = 86_400_000;
const now = 1_795_300_000_000;
const asked: Asked = { visitor: "v1", session: "s1" };
const entry = (data: object = { state: "leaving" }, rest: object = {}) =>
  ({ kind: "friction", type: "abandon", name: "checkout", stage: "checkout", step: "cart", data, ...rest }) as Entry;
const question = { id: "q", kind: "text", text: "Why?" } as const;
const trigger = { id: "leaving", on: { friction: "abandon" }, ask: "why" } as const;
const plan = (rest: Configuration = {}): Configuration => ({
  surveys: { why: { questions: [question] }, other: { questions: [question] } },
  triggers: [trigger],
  ...rest,
});
const show = (ago: number, rest: Partial<Show> = {}): Show => ({
  survey: "why",
  submission: "x",
  at: now - ago,
  session: "s0",
  ...rest,
});
const lastGate = (trace: readonly Gate[]) => trace.at(-1);

test("asks when every gate passes, and lists them in order", () => {
  const { ask, trace } = decide(plan(), [], entry(), asked, now);
  expect(ask).toEqual({ trigger: "leaving", survey: "why" });
  expect(trace.map(({ gate, pass }) => [gate, pass])).toEqual(
    ["on", "sample", "wait", "max", "quiet", "session"].map((gate) => [gate, true]),
  );
});

test("without triggers there is nothing to ask", () =>
  expect(decide({}, [], entry(), asked, now)).toEqual({ trace: [] }));

test("the first trigger that passes wins", () => {
  const triggers = [{ ...trigger, id: "never", sample: 0 }, { ...trigger, id: "first", ask: "other" }, trigger];
  expect(decide(plan({ triggers }), [], entry(), asked, now).ask).toEqual({ trigger: "first", survey: "other" });
});

describe("a gate that does not pass is the last in the trace, and says from when on it would", () => {
  const noQuiet = { quiet: { every: "0s", perSession: 9 } };
  test.each<[string, Configuration, readonly Show[], Partial<Gate>]>([
    ["on", { triggers: [{ ...trigger, on: { friction: "rage-click" } }] }, [], { gate: "on", value: "checkout" }],
    ["sample", { triggers: [{ ...trigger, sample: 0 }] }, [], { gate: "sample", limit: 0 }],
    ["ignored waits 7 d", noQuiet, [show(DAY)], { gate: "wait", from: now + 6 * DAY }],
    ["snoozed 1 d", noQuiet, [show(0, { ending: "snoozed" })], { gate: "wait", from: now + DAY }],
    ["dismissed 30 d", noQuiet, [show(DAY, { ending: "dismissed" })], { gate: "wait", from: now + 29 * DAY }],
    ["answered 90 d", noQuiet, [show(DAY, { ending: "answered" })], { gate: "wait", from: now + 89 * DAY }],
    ["at most 3", noQuiet, [show(50 * DAY), show(40 * DAY), show(20 * DAY)], { gate: "max", value: 3, limit: 3 }],
    ["another survey", {}, [show(DAY, { survey: "other" })], { gate: "quiet", from: now + 29 * DAY }],
    [
      "this session",
      { quiet: { every: "1s" } },
      [show(DAY, { survey: "other", session: "s1" })],
      { gate: "session", value: 1, limit: 1 },
    ],
  ])("%s", (_, rest, history, gate) => {
    const { ask, trace } = decide(plan(rest), history, entry(), asked, now);
    expect(ask).toBeUndefined();
    expect(lastGate(trace)).toMatchObject({ ...gate, pass: false });
  });
});

test("a survey's own waits outweigh the defaults", () => {
  const surveys = { why: { questions: [question], wait: { ignored: "1h" }, max: 9 } };
  const own = plan({ surveys, quiet: { every: "1h" } });
  expect(decide(own, [show(3_600_000 - 1)], entry(), asked, now).ask).toBeUndefined();
  expect(decide(own, [show(3_600_000)], entry(), asked, now).ask).toBeDefined();
});
test("a show from a clock that was years ahead does not silence surveys for years", () => {
  const history = [show(-1500 * DAY)];
  expect(decide(plan(), history, entry(), asked, now + 31 * DAY).ask).toBeDefined();
});

describe("matchPattern", () => {
  test.each<[string, Pattern, Entry, boolean]>([
    ["all that is given", { kind: "friction", type: "abandon", name: ["a", "checkout"] }, entry(), true],
    ["nothing given", {}, entry(), true],
    ["kind", { kind: "touchpoint" }, entry(), false],
    ["stage", { stage: "choose" }, entry(), false],
    ["step", { step: ["cart", "pay"] }, entry(), true],
    ["abandon is leaving", { friction: "abandon" }, entry(), true],
    ["or abandoned", { friction: "abandon" }, entry({ state: "abandoned" }), true],
    ["not recovered", { friction: "abandon" }, entry({ state: "recovered" }), false],
    ["unless asked for", { friction: "abandon", state: "recovered" }, entry({ state: "recovered" }), true],
    ["friction is no touchpoint of that type", { friction: "abandon" }, entry({}, { kind: "touchpoint" }), false],
    ["another friction has no state", { friction: ["abandon", "rage-click"] }, entry({}, { type: "rage-click" }), true],
    ["move", { move: "back" }, entry({ move: "back" }), true],
    ["a field", { data: { code: "X", ok: true } }, entry({ code: "X", ok: true }), true],
    ["another value", { data: { code: "X" } }, entry({ code: "Y" }), false],
    ["a range", { data: { weight: { min: 0.5, max: 1 } } }, entry({ weight: 0.5 }), true],
    ["under it", { data: { weight: { min: 0.5 } } }, entry({ weight: 0.4 }), false],
    ["no number", { data: { weight: { min: 0 } } }, entry({ weight: "1" }), false],
  ])("%s", (_, on, each, is) => expect(matchPattern(on, each)).toBe(is));
  test("a malformed comparison matches nothing and does not throw", () => {
    const on = { data: { weight: null } } as unknown as Pattern;
    expect(matchPattern(on, entry({ weight: 1 }))).toBe(false);
  });
});

test("whatever happens, no show comes inside a wait, nor more than max, session and quiet allow", () => {
  const ending = fc.constantFrom("answered", "dismissed", "snoozed", "ignored", undefined);
  const wait = { answered: 9 * DAY, dismissed: 5 * DAY, snoozed: DAY, ignored: 3 * DAY };
  const surveys = {
    why: { questions: [question], wait: { answered: "9d", dismissed: "5d", snoozed: "1d", ignored: "3d" }, max: 4 },
  };
  const own = plan({ surveys, quiet: { every: "2d", perSession: 2 } });
  const halfDay = fc.integer({ min: -DAY / 2, max: DAY / 2 });
  const moment = fc.tuple(fc.integer({ min: 0, max: 3 * DAY }), halfDay, fc.integer({ min: 1, max: 12 }), ending);
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
      const history: Show[] = [];
      let real = now;
      for (const [after, wrongBy, session, how] of moments) {
        real += after;
        const at = real + wrongBy;
        const who = { visitor: "v1", session: `s${session}` };
        const decision = decide(own, history, entry(), who, at);
        expect(decide(own, history, entry(), who, at)).toEqual(decision);
        if (!decision.ask) continue;
        for (const earlier of history) {
          expect(at - earlier.at).toBeGreaterThanOrEqual(wait[earlier.ending ?? "ignored"]);
          expect(at - earlier.at).toBeGreaterThanOrEqual(2 * DAY);
        }
        history.push({ ...show(0), at, session: who.session, ending: how });
      }
      expect(history.length).toBeLessThanOrEqual(4);
      for (const { session } of history)
        expect(history.filter((each) => each.session === session).length).toBeLessThanOrEqual(2);
    }),
  );
});
