import { copyFile, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { type KeepOptions, keepJournal } from "../../packages/collector/src/keep-journal.ts";
import { openSegmentJournal, type SegmentJournal } from "../../packages/collector/src/segment-journal.ts";
import { toCustomer } from "../../packages/collector/src/to-customer.ts";
import { makeFolder } from "./fixtures.ts";
import { DAY, readLines, toAnswer, toForget, toTouchpoint, VISITOR } from "./journal-lines.ts";

const KEY = "b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78";
const TERMS = { entriesBefore: Date.now() - 396 * DAY, textBefore: Date.now() - 365 * DAY };

/** A journal in which each of these stands in a segment of its own, but for the last, which is in the open one. */
const openWith = async (...entries: readonly object[]): Promise<{ data: string; journal: SegmentJournal }> => {
  const data = await makeFolder();
  const journal = await openSegmentJournal(data, { segmentBytes: 1 });
  onTestFinished(journal.close);
  for (const entry of entries) await journal.append([JSON.stringify(entry)]);
  return { data, journal };
};

const keep = (journal: SegmentJournal, over: Partial<KeepOptions> = {}) =>
  keepJournal({
    ...TERMS,
    journal,
    forgotten: [],
    applied: journal.durable(),
    signal: new AbortController().signal,
    ...over,
  });

const namesIn = async (data: string) => (await readdir(join(data, "journal"))).sort();
const nameOf = (from: number, end = ".gz") => `${String(from).padStart(16, "0")}.ndjson${end}`;
const textOf = (lines: ReadonlyMap<number, string>) => [...lines].map(([offset, line]) => `${offset} ${line}`);

test("closed segments are compressed and read as before, from any offset, now and after a restart", async () => {
  const entries = Array.from({ length: 5 }, () => toTouchpoint(0));
  const { data, journal } = await openWith(...entries);
  await keep(journal);
  expect(await namesIn(data)).toEqual([0, 1, 2, 3].map((from) => nameOf(from)).concat(nameOf(4, ""), "segments.marks"));
  const packed = gunzipSync(await readFile(join(data, "journal", nameOf(2)))).toString();
  expect(packed).toBe(`{"journal":1,"from":2}\n${JSON.stringify(entries[2])}\n`);
  const again = await openSegmentJournal(data);
  onTestFinished(again.close);
  for (const each of [journal, again]) {
    for (const from of [0, 1, 3, 4]) {
      expect([...(await readLines(each, from)).values()]).toEqual(
        entries.slice(from).map((one) => JSON.stringify(one)),
      );
    }
  }
});

test("nothing is touched that the read model has not read", async () => {
  const { data, journal } = await openWith(toTouchpoint(400), toTouchpoint(0), toTouchpoint(0));
  await keep(journal, { applied: 0 });
  expect(await namesIn(data)).toEqual([0, 1, 2].map((from) => nameOf(from, "")));
});

test("what a crash left of compressing is done again, and no line is lost", async () => {
  const entries = [toTouchpoint(0), toTouchpoint(0), toTouchpoint(0)];
  const { data, journal } = await openWith(...entries);
  const file = (name: string) => join(data, "journal", name);
  await copyFile(file(nameOf(0, "")), file("kept"));
  await keep(journal);
  await journal.close();
  // Torn at the worst place: it has its name, and the plain one is still there. And one that has no name yet.
  await copyFile(file("kept"), file(nameOf(0, "")));
  await truncate(file(nameOf(0)), (await stat(file(nameOf(0)))).size - 20);
  await writeFile(file(`${nameOf(1)}.draft`), "torn");
  const again = await openSegmentJournal(data);
  onTestFinished(again.close);
  const lines = entries.map((entry) => JSON.stringify(entry));
  expect([...(await readLines(again)).values()]).toEqual(lines);
  await keep(again);
  expect(await namesIn(data)).toEqual([nameOf(0), nameOf(1), nameOf(2, ""), "kept", "segments.marks"]);
  expect([...(await readLines(again)).values()]).toEqual(lines);
});

test("a compressed segment that is broken is named, and what stands before the break is read", async () => {
  const { data, journal } = await openWith(toTouchpoint(0), toTouchpoint(0), toTouchpoint(0));
  await keep(journal);
  const file = join(data, "journal", nameOf(1));
  await truncate(file, (await stat(file)).size - 20);
  await expect(readLines(journal)).rejects.toThrow(/0000001\.ndjson\.gz cannot be inflated/);
});

test("a journal restored from a backup of its closed segments goes on behind them", async () => {
  const { data, journal } = await openWith(toTouchpoint(0), toTouchpoint(0), toTouchpoint(0));
  await keep(journal);
  const restored = await makeFolder();
  await (await openSegmentJournal(restored)).close();
  for (const from of [0, 1]) {
    await copyFile(join(data, "journal", nameOf(from)), join(restored, "journal", nameOf(from)));
  }
  await rm(join(restored, "journal", nameOf(0, "")));
  const again = await openSegmentJournal(restored);
  onTestFinished(again.close);
  expect(again.durable()).toBe(2);
  await again.append(["next"]);
  expect((await readLines(again)).get(2)).toBe("next");
});

test("lines of a forgotten visitor are emptied, on that site alone; all others keep their offsets", async () => {
  const mine = toTouchpoint(0, { name: "/secret" });
  const elsewhere = toTouchpoint(0, { site: "blog" });
  const quoting = toTouchpoint(0, { visitor: "01a2b3c4-0000-7000-8000-00000000000c", data: { visitor: VISITOR } });
  const tombstone = toForget(0);
  const { data, journal } = await openWith(mine, elsewhere, quoting, tombstone, toTouchpoint(0));
  await keep(journal, { applied: 3 });
  const forgotten = [{ site: "shop", visitor: VISITOR, position: 4 }];
  await keep(journal, { forgotten, applied: 5 });
  const lines = await readLines(journal);
  expect(textOf(lines).slice(0, 4)).toEqual([
    "0 ",
    `1 ${JSON.stringify(elsewhere)}`,
    `2 ${JSON.stringify(quoting)}`,
    `3 ${JSON.stringify(tombstone)}`,
  ]);
  expect(gunzipSync(await readFile(join(data, "journal", nameOf(0)))).toString()).not.toContain("secret");
});

test("lines that came by the key of a forgotten customer are emptied, on that site alone", async () => {
  const imported = { visitor: undefined, session: undefined, channel: "phone", key: KEY, name: "called" };
  const mine = toTouchpoint(0, imported);
  const elsewhere = toTouchpoint(0, { ...imported, site: "blog" });
  const another = toTouchpoint(0, { ...imported, key: KEY.replace("b5", "c6") });
  const { journal } = await openWith(mine, elsewhere, another, toTouchpoint(0));
  await keep(journal, { applied: 3 });
  const forgotten = [{ site: "shop", visitor: toCustomer("shop", KEY), position: 4 }];
  await keep(journal, { forgotten, applied: 4 });
  expect(textOf(await readLines(journal)).slice(0, 3)).toEqual([
    "0 ",
    `1 ${JSON.stringify(elsewhere)}`,
    `2 ${JSON.stringify(another)}`,
  ]);
});

test("where a forgotten visitor identified, a tombstone of the customer stays, and it alone, without the key", async () => {
  const identify = (key: unknown) => toTouchpoint(0, { type: "identify", name: "traits", data: { key, plan: "gold" } });
  const mine = identify(KEY);
  const lines = [mine, identify(KEY.replace("b5", "c6")), identify("eve@shop.example"), toTouchpoint(0)];
  const { journal } = await openWith(...lines);
  const customer = toCustomer("shop", KEY);
  const forgotten = [VISITOR, customer].map((visitor) => ({ site: "shop", visitor, position: 4 }));
  await keep(journal, { forgotten, applied: 4 });
  const kept = [...(await readLines(journal)).values()];
  expect(kept.slice(1, 3)).toEqual(["", ""]);
  expect(JSON.parse(kept[0] ?? "")).toEqual({
    ...{ id: mine.id, at: mine.at, site: "shop", visitor: VISITOR, received: mine.received },
    ...{ kind: "forget", type: "visitor", name: "", data: { customer } },
  });
});

test("a visitor forgotten before a segment is compressed is left out of it then", async () => {
  const { journal } = await openWith(toTouchpoint(0), toForget(0), toTouchpoint(0), toTouchpoint(0));
  await keep(journal, { forgotten: [{ site: "shop", visitor: VISITOR, position: 2 }] });
  const lines = await readLines(journal);
  expect([lines.get(0), lines.get(2)]).toEqual(["", ""]);
});

test("text that was typed goes after its term, and leaves what was chosen and counted", async () => {
  const list = ["Too dear", "my own words"];
  const { data, journal } = await openWith(
    toAnswer(370, { value: "typed" }),
    toAnswer(370, { value: list, other: true }, { type: "choices" }),
    toAnswer(370, { value: "Too dear" }, { type: "choice" }),
    toAnswer(360, { value: "younger" }),
    toTouchpoint(0),
  );
  await keep(journal);
  const values = [...(await readLines(journal)).values()].slice(0, 4).map((line) => JSON.parse(line).data.value);
  expect(values).toEqual(["", ["Too dear", ""], "Too dear", "younger"]);
  for (const from of [0, 1]) {
    expect(gunzipSync(await readFile(join(data, "journal", nameOf(from)))).toString()).not.toMatch(/typed|words/);
  }
});

test("text in a segment that is compressed already goes when its time comes, though nobody was forgotten", async () => {
  const { journal } = await openWith(toAnswer(360, { value: "typed" }), toTouchpoint(0));
  await keep(journal);
  expect((await readLines(journal)).get(0)).toContain("typed");
  await keep(journal, { textBefore: Date.now() - 350 * DAY });
  expect((await readLines(journal)).get(0)).toMatch(/"value":""/);
});

test("segments past the term of entries are removed, and reading begins behind them", async () => {
  const { data, journal } = await openWith(toTouchpoint(400), toTouchpoint(397), toTouchpoint(390), toTouchpoint(0));
  await keep(journal);
  expect(await namesIn(data)).toEqual([nameOf(2), nameOf(3, ""), "segments.marks"]);
  expect([...(await readLines(journal)).keys()]).toEqual([2, 3]);
  await journal.append(["next"]);
  expect(journal.durable()).toBe(5);
});

test("no segment holds lines of two days, and one that nobody writes to is closed all the same", async () => {
  const data = await makeFolder();
  let now = Date.now();
  const journal = await openSegmentJournal(data, { now: () => now });
  onTestFinished(journal.close);
  await journal.append(["monday"]);
  now += DAY;
  await journal.append(["tuesday"]);
  expect(await namesIn(data)).toEqual([nameOf(0, ""), nameOf(1, "")]);
  now += DAY;
  await journal.turnDay();
  await journal.turnDay();
  expect(await namesIn(data)).toEqual([nameOf(0, ""), nameOf(1, ""), nameOf(2, "")]);
  now += DAY;
  await journal.turnDay();
  await journal.append(["thursday"]);
  expect(await namesIn(data)).toEqual([nameOf(0, ""), nameOf(1, ""), nameOf(2, "")]);
  expect([...(await readLines(journal)).values()]).toEqual(["monday", "tuesday", "thursday"]);
});
