import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { batch, read, readAll, send, start, touchpoint } from "../fixtures.ts";
import { DAY, NOW, OTHER_VISITOR, openDelivery, readDay, toForget, toGap, toLine, toLines } from "./fixtures.ts";

test("a hole is missing, and unexplained until a gap names it", async () => {
  const delivery = await openDelivery();
  await delivery.add(toLines([1, 2, 5, 7]));
  expect((await delivery.read()).days).toMatchObject([{ missing: 3, unexplained: 3, incomplete: 1 }]);
  await delivery.add([toGap({ a: "3-4" }, { name: "disk-full" })]);
  const [day] = (await delivery.read()).days;
  expect(day).toEqual({
    day: "2026-01-30",
    browser: "firefox",
    documents: 2,
    entries: 5,
    levels: { idb: 5, journal: 0, memory: 0, unknown: 0 },
    doubled: 0,
    missing: 3,
    explained: { "too-old": 0, "too-many": 0, "disk-full": 2, "no-storage": 0, other: 0 },
    unexplained: 1,
    incomplete: 1,
    erased: 0,
    clocks: { back: 0, ahead: 0 },
  });
});

test("what was given up and came all the same is not missing; what came later fills the hole", async () => {
  const delivery = await openDelivery();
  await delivery.add([...toLines([1, 2, 4, 6]), toGap({ a: "2-3,5" })]);
  expect((await delivery.read()).days).toMatchObject([{ missing: 2, explained: { "too-old": 2 }, unexplained: 0 }]);
  await delivery.add(toLines([3, 5]));
  expect((await delivery.read()).days).toMatchObject([{ missing: 0, explained: { "too-old": 0 }, unexplained: 0 }]);
});

test("losses behind the last that came are told too, and documents of which nothing came", async () => {
  const gap = toGap({ a: "3-9", "of which nothing came": "1-4" }, { at: NOW - DAY / 4 });
  expect(await readDay([...toLines([1, 2]), gap])).toMatchObject({ documents: 3, missing: 11, unexplained: 0 });
});

test.each<[name: string, tabs: unknown, explained: number]>([
  ["a range beyond any page", { a: "1-999999999,2" }, 1],
  ["a range up to the largest number there can be", { a: "2-1000000" }, 999_999],
  ["a number beyond it", { a: "1000001,2" }, 1],
  ["a range that ends before it begins", { a: "9-3,2" }, 1],
  ["no number", { a: "x,-,1-2-3,-4,5-,0,0-3, 2,+2,2e1,٢,2" }, 1],
  ["ranges as JSON", { a: [2, 3], b: { c: "1-5" }, d: "1-3" }, 3],
  ["numbers", { d: 3 }, 1],
  ["nothing", { a: null, b: "", d: "1" }, 1],
  ["no documents", [["a", "1-5"]], 0],
  ["a word", "1-5", 0],
  ["null", null, 0],
  ["names too long", { ["d".repeat(33)]: "1-5" }, 0],
  ["an empty name", { "": "1-5" }, 0],
  ["names that mean something to JSON paths and SQL", { "$.a": "1", 'd"': "1", "'; DROP TABLE entries; --": "1" }, 3],
  ["the same range thousands of times", { a: Array(6_000).fill("2-3").join() }, 2],
])("of a gap that names %s only ranges of numbers count", async (_, tabs, explained) => {
  expect(await readDay([toLine(), toGap(tabs)])).toMatchObject({ entries: 2, explained: { "too-old": explained } });
});

test("documents that no range of a gap names rightly are none", async () => {
  const gap = toGap({ d: "9-3", e: "x", f: "1-999999999", g: "" });
  expect(await readDay([toLine(), gap])).toMatchObject({ documents: 2, missing: 0 });
});

test("a reason that no page of ours gives is told as another, and each number has one reason", async () => {
  const lines = [...toLines([1, 9]), toGap({ a: "2-5" }, { name: "'; --" }), toGap({ a: "4-8" }, { seq: 2 })];
  expect(await readDay(lines)).toMatchObject({ missing: 7, explained: { "too-old": 3, other: 4 }, unexplained: 0 });
});

test("an entry of a number beyond any page makes nobody lose a million", async () => {
  expect(await readDay([...toLines([1, 2]), toLine({ seq: Number.MAX_SAFE_INTEGER })])).toMatchObject({
    entries: 2,
    missing: 0,
  });
});

test("two ids under one number are doubled, copies of one id are not", async () => {
  const line = toLine();
  expect(await readDay([line, line, toLine()])).toMatchObject({ entries: 2, doubled: 1, missing: 0 });
});

test("a document stands on the day of its first entry, under the browser and site it came from", async () => {
  const delivery = await openDelivery();
  const midnight = Date.UTC(2026, 0, 30);
  await delivery.add([
    ...toLines([2], { at: midnight - 1 }),
    ...toLines([3], { at: midnight + 1 }),
    ...toLines([1, 3], { tab: "b", at: midnight, browser: { family: "safari" } }),
    ...toLines([4], { tab: "a", at: midnight, site: "other" }),
  ]);
  const told = async (query: string) =>
    (await delivery.read(query)).days.map(({ day, browser, missing }) => [day, browser, missing]);
  expect(await told("")).toEqual([
    ["2026-01-30", "firefox", 3],
    ["2026-01-30", "safari", 1],
    ["2026-01-29", "firefox", 1],
  ]);
  expect(await told("site=other")).toEqual([["2026-01-30", "firefox", 3]]);
  expect(await told(`site=shop&from=${midnight}`)).toEqual([["2026-01-30", "safari", 1]]);
  expect(await told(`until=${midnight}`)).toEqual([["2026-01-29", "firefox", 1]]);
  expect(await told(`from=0&until=${midnight - 1}`)).toEqual([]);
});

test("entries without a document, as with consent anonymous, stand nowhere", async () => {
  const alone = { tab: undefined, seq: undefined, visitor: undefined, level: "memory" };
  expect(await readDay([toLine(), toLine(alone), toGap({}, alone)])).toMatchObject({ documents: 1, entries: 1 });
});

test("levels are counted, and where none was told it is unknown", async () => {
  const levels = ["idb", "journal", "journal", "memory", undefined, null];
  const lines = levels.map((level, index) => toLine({ seq: index + 1, level }));
  expect((await readDay(lines)).levels).toEqual({ idb: 1, journal: 2, memory: 1, unknown: 2 });
});

test("what an erased visitor leaves behind is no loss, whether it came before, with or after the erasure", async () => {
  const delivery = await openDelivery();
  const theirs = { visitor: OTHER_VISITOR };
  // One visitor to the third entry, another from the fifth on, as a page does that goes on after it was told to forget.
  await delivery.add([...toLines([1, 3], theirs), ...toLines([5, 9])]);
  expect((await delivery.read()).days).toMatchObject([{ entries: 4, missing: 5, erased: 0 }]);
  await delivery.add([toForget(OTHER_VISITOR, { seq: 4 })]);
  expect((await delivery.read()).days).toMatchObject([
    { documents: 1, entries: 2, missing: 0, unexplained: 0, incomplete: 0, erased: 1 },
  ]);
  // Another document of theirs, told of only when they were gone; and one of nobody but them leaves no trace.
  await delivery.add([...toLines([1], { ...theirs, tab: "late" }), ...toLines([4], { tab: "late" })]);
  await delivery.add(toLines([7], { ...theirs, tab: "theirs alone" }));
  expect((await delivery.read()).days).toMatchObject([{ documents: 2, entries: 3, missing: 0, erased: 2 }]);
});

test("a clock that was set back is told, and what may have been sleep is told apart", async () => {
  const at = NOW - DAY / 2;
  const walk = (tab: string, steps: readonly (readonly [rawAt: number, mono: number | undefined])[]) =>
    steps.map(([rawAt, mono], index) => toLine({ tab, seq: index + 1, rawAt: at + rawAt, mono }));
  const clocksOf = async (...lines: readonly (readonly object[])[]) => (await readDay(lines.flat())).clocks;
  const day = walk("day", [
    [0, 10],
    [DAY, DAY + 10],
  ]);
  const back = walk("back", [
    [0, 10],
    [3_000, 3_010],
    [-3_596_000, 4_010],
  ]);
  const ahead = walk("ahead", [
    [0, 10],
    [3_600_000, 1_010],
  ]);
  const both = walk("both", [
    [0, 10],
    [-40_000, 20],
    [0, 30],
  ]);
  const little = walk("little", [
    [0, 10],
    [30_000, 10],
    [0, 10],
  ]);
  const unknown = walk("unknown", [
    [0, undefined],
    [-DAY, 10],
    [DAY, undefined],
  ]);
  expect(await clocksOf(day, little, unknown)).toEqual({ back: 0, ahead: 0 });
  expect(await clocksOf(back)).toEqual({ back: 1, ahead: 0 });
  expect(await clocksOf(ahead, walk("other", [[-DAY, 0]]))).toEqual({ back: 0, ahead: 1 });
  expect(await clocksOf(both, both.toReversed(), back)).toEqual({ back: 2, ahead: 1 });
});

test("it is read with the token alone, says how far it is, and what it was asked for", async () => {
  const { url } = await start();
  const tab = "k3f9";
  await send(
    url,
    batch(
      [1, 2, 4].map((seq) => touchpoint({ id: randomUUID(), tab, seq })),
      { level: "journal" },
    ),
  );
  await readAll(url);
  expect((await fetch(`${url}/api/delivery`)).status).toBe(401);
  const before = Date.now();
  const report = await (await read(url, "/api/delivery?site=shop")).json();
  expect(report).toMatchObject({ applied: 3, durable: 3, site: "shop" });
  expect(report.until).toBeGreaterThanOrEqual(before);
  expect(report.until - report.from).toBe(30 * DAY);
  expect(report.days).toMatchObject([{ browser: "other", entries: 3, levels: { journal: 3 }, missing: 1 }]);
  expect(await (await read(url, "/api/delivery?site=none&from=5&until=7")).json()).toEqual({
    applied: 3,
    durable: 3,
    site: "none",
    from: 5,
    until: 7,
    days: [],
  });
});

test.each(["from=x", "until=-1", "from=7&until=7", "site=%27"])("%s is refused by name", async (query) => {
  const { url } = await start();
  const response = await read(url, `/api/delivery?${query}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ path: query.split("=")[0] });
});
