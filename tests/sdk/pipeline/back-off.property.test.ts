// Whatever the collector, the network, the page and the clock do: nobody is asked before the time that was told, no pause
// is longer than it may be, and when the collector is back all arrives after one pause.
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeEntry } from "../fixtures.ts";
import { type Act, act, clockAct, DAY, HOUR, live, MINUTE, type Mood, recover } from "./back-off-fixture.ts";
import { lose, openSender, reply, skippingWaits } from "./sender-fixture.ts";

const skipWaitsOf = skippingWaits();

const HOUR_LONG: Mood = { name: "503 1 h", floor: HOUR, answer: () => reply(503, { retryAfterMs: HOUR }) };
const again = <T>(times: number, what: readonly T[]): readonly T[] => Array.from({ length: times }, () => what).flat();
/** What chance seldom finds. */
const examples: [readonly Act[]][] = [
  // One document is told to wait; the other, which does not know, fails by the network while it goes away.
  [
    [
      ["queue", 1],
      ["queue", 0],
      ["mood", HOUR_LONG],
      ["send", 0],
      ["mood", { name: "no network" }],
      ["leave", 1],
      ["send", 0],
    ],
  ],
  // The same with a new network for the other.
  [
    [
      ["queue", 1],
      ["mood", { name: "no network" }],
      ["send", 1],
      ["pass", 5 * MINUTE],
      ["mood", HOUR_LONG],
      ["send", 0],
      ["online", 1],
    ],
  ],
  // Told to wait, then the page is loaded anew and left at once, again and again.
  [
    [
      ["queue", 0],
      ["mood", HOUR_LONG],
      ["send", 0],
      ...again<Act>(3, [
        ["reload", 0],
        ["queue", 0],
        ["leave", 0],
      ]),
    ],
  ],
  // In trouble for a long time.
  [
    [
      ["queue", 0],
      ["mood", { name: "503", answer: () => reply(503) }],
      ...again<Act>(20, [
        ["send", 0],
        ["pass", 5 * MINUTE],
      ]),
    ],
  ],
];

test("nobody is asked before the time that was told, and no pause is too long", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40, size: "max" }), async (acts) => {
      const lived = await live(acts, skipWaitsOf);
      expect(lived.moody.early).toEqual([]);
      for (const { pause, most } of lived.pauses) expect(pause).toBeLessThanOrEqual(most);
      expect(await recover(lived)).toBeLessThanOrEqual(1);
      expect(lived.moody.early).toEqual([]);
      expect(lived.moody.stored).toEqual(lived.all);
      expect(lived.store.rows("x")).toEqual([]);
    }),
    { numRuns: 300, examples },
  );
}, 60_000);

test("whatever the clock is set to, no pause is over a day, and all arrives after one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(act, clockAct), { maxLength: 40, size: "max" }), async (acts) => {
      const lived = await live(acts, skipWaitsOf);
      expect(await recover(lived)).toBeLessThanOrEqual(1);
      for (const { pause } of lived.pauses) expect(pause).toBeLessThanOrEqual(DAY);
      expect(lived.moody.stored).toEqual(lived.all);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test("a receipt ends the back-off: the next failure's pause is a first one's", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(act, clockAct), { maxLength: 20, size: "max" }), async (acts) => {
      const lived = await live([...acts, ["queue", 0]], skipWaitsOf);
      await recover(lived);
      const { clock, store } = lived;
      const { add, arrivals, sendUntilEmpty } = openSender(lose, { clock, store });
      await add([makeEntry()]);
      await sendUntilEmpty(2);
      const [first, second] = arrivals.map(({ at }) => at);
      expect(Number(second) - Number(first)).toBeLessThanOrEqual(1200);
    }),
    { numRuns: 100 },
  );
}, 60_000);
