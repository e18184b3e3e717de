// The limits, whatever happens: entries in any order, any split into tabs and reloads, a clock that is set by up to a year.
import {
  type Context,
  type Decision,
  decide,
  nextSession,
  type Session,
  type Show,
  toContext,
  toEnded,
  toHistory,
} from "@waymark/journey";
import type { Configuration, Entry, Survey } from "@waymark/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, leaving, NOW, question, toShow, YEAR } from "./decide-fixture.ts";

const MINUTE = 60_000;
/** Short, so that every limit comes to bind. */
const WAITS = {
  answered: 90 * MINUTE,
  dismissed: 50 * MINUTE,
  snoozed: 10 * MINUTE,
  declined: Number.POSITIVE_INFINITY,
  ignored: 30 * MINUTE,
};
const survey: Survey = {
  questions: [question],
  wait: { answered: "90m", dismissed: "50m", snoozed: "10m", ignored: "30m" },
  max: 4,
};
const plan: Configuration = {
  surveys: { why: survey, other: { ...survey, max: 5 } },
  quiet: { every: "5m", perSession: 2, unanswered: 3 },
  triggers: [
    { id: "often", on: { type: "rage-click", count: 3, within: "2h" }, ask: "why" },
    { id: "phone", on: { type: "exit-intent" }, where: { device: "phone", visits: { min: 2 } }, ask: "other" },
    { id: "pro", on: { type: "goal" }, where: { traits: { plan: "pro" } }, sample: 0.5, ask: "other" },
    { id: "leaving", on: { friction: "abandon" }, ask: "why" },
  ],
};

interface Act {
  readonly after: number;
  readonly clockBy: number;
  readonly tab: number;
  readonly type: "load" | "identify" | "rage-click" | "exit-intent" | "goal" | "abandon";
  readonly ends: string | undefined;
  readonly pro: boolean;
  /** So many acts later there is a calm moment. */
  readonly calmAfter: number;
}
const clockBy = fc.oneof(
  { weight: 19, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -YEAR, max: YEAR }) },
);
const act: fc.Arbitrary<Act> = fc.record({
  after: fc.oneof(
    { weight: 7, arbitrary: fc.integer({ min: 0, max: 15 * MINUTE }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 * DAY }) },
  ),
  clockBy,
  tab: fc.integer({ min: 0, max: 2 }),
  type: fc.constantFrom("load", "identify", "rage-click", "exit-intent", "goal", "goal", "abandon", "abandon"),
  ends: fc.constantFrom(
    "answer",
    "answer",
    "answer",
    "snoozed",
    "snoozed",
    "dismissed",
    "dismissed",
    "declined",
    undefined,
  ),
  pro: fc.boolean(),
  calmAfter: fc.integer({ min: 1, max: 3 }),
});

/** One decision, with all that it was made of. */
interface Decided {
  readonly told: number;
  readonly history: readonly Show[];
  readonly now: number;
  readonly session: string;
  readonly decision: Decision;
}
interface Asked extends Show {
  /** Shows before this one, as they stood then. */
  readonly earlier: readonly Show[];
}

const DATA = {
  load: ["page", (pro: boolean) => ({ load: "navigate", language: "de", width: pro ? 390 : 1280, touch: pro })],
  identify: ["identify", (pro: boolean) => ({ plan: pro ? "pro" : "free" })],
  goal: ["goal", () => ({})],
  "rage-click": ["rage-click", () => ({})],
  "exit-intent": ["exit-intent", () => ({})],
  abandon: ["abandon", (pro: boolean) => ({ state: pro ? "leaving" : "recovered" })],
} as const;

const toEntry = ({ type, pro }: Act, index: number, at: number, tab = `${index}`): Entry => {
  const [own, toData] = DATA[type];
  const kind = ["load", "identify", "goal"].includes(type) ? "touchpoint" : "friction";
  return leaving(toData(pro), { kind, type: own, at, tab });
};

/** Lives through it as pages do: a document knows its own load, the rest is shared; what asks is decided again some acts later. */
function live(acts: readonly Act[]) {
  const [told, decided, asked]: [{ entry: Entry; session: string }[], Decided[], Asked[]] = [[], [], []];
  const loaded: Context["documents"][] = [];
  let [now, visits, history] = [NOW, 0, [] as readonly Show[]];
  let session: Session | undefined;
  let shared: Pick<Context, "traits" | "matches"> | undefined;
  let pending: { readonly due: number; readonly told: number; readonly entry: Entry; readonly context: Context }[] = [];
  const look = (told: number, entry: Entry, context: Context) => {
    const decision = decide(plan, history, entry, context, now);
    decided.push({ told, history, now, session: context.session, decision });
    return decision.ask;
  };
  for (const [i, each] of acts.entries()) {
    now += each.after + each.clockBy;
    const next = nextSession(session, now, () => `s${i}`);
    session = next.session;
    visits += Number(next.isNew);
    const who = { visitor: "v1", session: session.id };
    for (const { told, entry, context } of pending.filter(({ due }) => due === i)) {
      const ask = look(told, entry, { ...context, ...who });
      if (!ask) continue;
      const show = toShow(NOW - now, { ...ask, submission: `${asked.length}`, session: who.session });
      asked.push({ ...show, earlier: history });
      history = toHistory(history, show);
    }
    if (each.type === "load") loaded[each.tab] = [];
    const entry = toEntry(each, i, now, loaded[each.tab]?.[0]?.tab);
    const context = toContext(plan, { ...who, visits, documents: loaded[each.tab] ?? [], ...shared }, entry, who);
    loaded[each.tab] = context.documents;
    shared = { traits: context.traits, matches: context.matches };
    told.push({ entry, session: who.session });
    if (look(i, entry, context)) pending = [...pending, { due: i + each.calmAfter, told: i, entry, context }];
    if (each.ends && history.length) history = toEnded(history, history.at(-1)?.submission ?? "", each.ends);
  }
  return { told, decided, asked };
}

const lives = fc.array(act, { minLength: 1, maxLength: 100, size: "max" });

test("no show comes inside a wait or the quiet time, by the visitor's clock", () => {
  fc.assert(
    fc.property(lives, (acts) => {
      for (const { survey, at, earlier } of live(acts).asked) {
        for (const before of earlier) {
          const apart = Math.abs(at - before.at);
          expect(apart).toBeGreaterThanOrEqual(5 * MINUTE);
          expect(before.ending).not.toBe("declined");
          if (before.survey === survey) expect(apart).toBeGreaterThanOrEqual(WAITS[before.ending ?? "ignored"]);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("never more shows than max, session and unanswered allow", () => {
  fc.assert(
    fc.property(lives, (acts) => {
      const { asked } = live(acts);
      const count = (isCounted: (show: Show) => boolean) => asked.filter(isCounted).length;
      expect(count(({ survey }) => survey === "why")).toBeLessThanOrEqual(4);
      expect(count(({ survey }) => survey === "other")).toBeLessThanOrEqual(5);
      for (const { session } of asked) expect(count((show) => show.session === session)).toBeLessThanOrEqual(2);
      for (const { at, earlier } of asked) {
        const since = earlier.slice(earlier.findLastIndex(({ ending }) => ending === "answered") + 1);
        expect(since.filter((show) => Math.abs(show.at - at) < YEAR).length).toBeLessThan(3);
      }
    }),
    { numRuns: 500 },
  );
});

test("a replay of the entries alone decides the same", () => {
  fc.assert(
    fc.property(lives, (acts) => {
      const { told, decided } = live(acts);
      const contexts: Context[] = [];
      for (const { entry, session } of told)
        contexts.push(toContext(plan, contexts.at(-1), entry, { visitor: "v1", session }));
      for (const { told: index, history, now, session, decision } of decided) {
        const { entry } = told[index] ?? {};
        const context = contexts[index];
        expect(entry && context && decide(plan, history, entry, { ...context, session }, now)).toEqual(decision);
      }
    }),
  );
});

test("surveys are asked at all, of every trigger", () => {
  const seen = new Set<string | undefined>();
  for (const acts of fc.sample(lives, { numRuns: 500, seed: 1 }))
    for (const { trigger } of live(acts).asked) seen.add(trigger);
  expect([...seen].sort()).toEqual(["leaving", "often", "phone", "pro"]);
});
