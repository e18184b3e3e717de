// Losses, doubles, gaps and erasures of several documents at random, counted by the collector and plainly.
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, NOW, OTHER_VISITOR, openDelivery, toLine, VISITOR } from "./fixtures.ts";
import { accountPlainly, type PlainLine } from "./reference.ts";

const TABS = ["a", "b", "c"] as const;
const THIRD_VISITOR = "01a2b3c4-0000-7000-8000-000000000003";

const range = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.nat(14), fc.nat(4)).map(([first, more]) => `${first}-${first + more}`) },
  { weight: 6, arbitrary: fc.nat(14).map(String) },
  fc.constantFrom("", "7-3", "1-2-3", "-4", "x", " 1", "1e1", "+5", "01", "1-999999999", "9999999", "5-"),
);
const tabs = fc.dictionary(
  fc.constantFrom(...TABS, "d"),
  fc.array(range, { maxLength: 4 }).map((ranges) => ranges.join()),
  { maxKeys: 3 },
);

const drawn = fc.record({
  kind: fc.constantFrom(...Array<string>(8).fill("touchpoint"), "gap", "gap", "forget"),
  visitor: fc.constantFrom(...Array<string>(3).fill(VISITOR), OTHER_VISITOR, THIRD_VISITOR),
  tab: fc.option(fc.constantFrom(...TABS), { freq: 9 }),
  seq: fc.integer({ min: 1, max: 12 }),
  day: fc.nat(2),
  mono: fc.option(fc.nat(100_000), { freq: 4 }),
  jump: fc.constantFrom(0, 0, 0, 0, 30_000, -30_000, 30_001, -30_001, 3_600_000),
  browser: fc.constantFrom("chrome", "firefox"),
  level: fc.constantFrom("idb", "journal", "memory", null),
  name: fc.constantFrom("too-old", "too-many", "disk-full", "no-storage", "bored"),
  tabs,
  copies: fc.constantFrom(1, 1, 1, 2, 3),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** Each line is of another moment, so that nothing hangs on the order of equals. */
const toPlain = ({ day, jump, mono, seq, kind, ...rest }: Drawn, id: string, index: number): PlainLine => ({
  ...rest,
  id,
  seq: rest.tab === null ? null : seq,
  // Rarely, or nobody would be left.
  kind: kind === "forget" && rest.visitor === VISITOR ? "touchpoint" : kind,
  mono,
  at: NOW - 3 * DAY + day * DAY + index,
  rawAt: NOW - 3 * DAY + (mono ?? 0) + jump,
});

const toJournal = ({ browser, name, tabs: named, kind, ...rest }: PlainLine, site: string): object =>
  toLine({
    ...rest,
    site,
    kind,
    name: kind === "gap" ? name : "x",
    data: kind === "gap" ? { count: 1, tabs: named } : {},
    browser: { family: browser, major: 1, device: "desktop" },
  });

test("the account is what a plain count says, in whatever runs it comes", { timeout: 120_000 }, async () => {
  const delivery = await openDelivery();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 60 }), fc.nat(3), async (draws, cuts) => {
      run += 1;
      const site = `run-${run}`;
      const toId = (index: number) => `00000000-0000-7000-8000-${String(run * 1_000 + index).padStart(12, "0")}`;
      const lines = draws.map((each, index) => toPlain(each, toId(index), index));
      // Copies come at the end, as they do when a receipt was lost.
      const all = [
        ...lines,
        ...lines.flatMap((line, index) =>
          Array(draws[index]?.copies ?? 1)
            .fill(line)
            .slice(1),
        ),
      ];
      const size = Math.ceil(all.length / (cuts + 1));
      for (let at = 0; at < all.length; at += size) {
        await delivery.add(all.slice(at, at + size).map((line) => toJournal(line, site)));
      }
      const from = NOW - 3 * DAY;
      const until = NOW - (cuts % 2) * DAY;
      const { days } = await delivery.read(`site=${site}&from=${from}&until=${until}`);
      const sorted = accountPlainly(all, from, until).toSorted((a, b) =>
        a.day === b.day ? (a.browser < b.browser ? -1 : 1) : a.day < b.day ? 1 : -1,
      );
      expect(days).toEqual(sorted);
    }),
    { numRuns: 100 },
  );
});
