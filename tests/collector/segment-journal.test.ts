import { appendFile, open, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JournalRun } from "@waymark/collector";
import { afterEach, expect, test, vi } from "vitest";
import { openSegmentJournal, type SegmentJournal } from "../../packages/collector/src/segment-journal.ts";
import { makeFolder } from "./fixtures.ts";

afterEach(() => vi.restoreAllMocks());

/** Reads up to what is durable now. */
const readAll = async (journal: SegmentJournal, from = 0): Promise<JournalRun[]> => {
  const stopped = new AbortController();
  const runs: JournalRun[] = [];
  if (from === journal.durable()) return runs;
  for await (const run of journal.read(from, stopped.signal)) {
    runs.push(run);
    if (run.from + run.lines.length === journal.durable()) stopped.abort();
  }
  return runs;
};

const linesOf = (runs: readonly JournalRun[]) => runs.flatMap(({ lines }) => lines);

/** The prototype of all open files, whose methods a test may watch or break. */
const fileMethods = async () => {
  const file = await open("/dev/null");
  await file.close();
  return Object.getPrototypeOf(file) as { datasync(): Promise<void>; truncate(length: number): Promise<void> };
};

test("lines come back in order, across a restart, from any offset", async () => {
  const folder = await makeFolder();
  const first = await openSegmentJournal(folder);
  await first.append(["a", "b"]);
  await first.append(["ü", "d"]);
  await first.close();
  const journal = await openSegmentJournal(folder);
  expect(journal.durable()).toBe(4);
  await journal.append(["e"]);
  expect(linesOf(await readAll(journal))).toEqual(["a", "b", "ü", "d", "e"]);
  expect(await readAll(journal, 3)).toEqual([{ from: 3, lines: ["d", "e"] }]);
  await journal.close();
});

test("segments rotate, name their format and offset, and read as one", async () => {
  const folder = await makeFolder();
  const journal = await openSegmentJournal(folder, { segmentBytes: 60 });
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  for (const line of lines) await journal.append([line]);
  const names = (await readdir(join(folder, "journal"))).sort();
  expect(names.length).toBeGreaterThan(5);
  expect(await readFile(join(folder, "journal", names[1] ?? ""), "utf8")).toMatch(
    new RegExp(`^{"journal":1,"from":${Number.parseInt(names[1] ?? "", 10)}}\n`),
  );
  for (const from of [0, 1, 7, 29]) expect(linesOf(await readAll(journal, from))).toEqual(lines.slice(from));
  await journal.close();
  const again = await openSegmentJournal(folder, { segmentBytes: 60 });
  expect(linesOf(await readAll(again))).toEqual(lines);
  await again.close();
});

test("a torn last line is cut off, and what follows does not stick to it", async () => {
  const folder = await makeFolder();
  const journal = await openSegmentJournal(folder);
  await journal.append(["whole"]);
  await journal.close();
  const file = join(folder, "journal", `${"0".repeat(16)}.ndjson`);
  await appendFile(file, '{"id":"to');
  const repaired = await openSegmentJournal(folder);
  expect(await readFile(file, "utf8")).toBe('{"journal":1,"from":0}\nwhole\n');
  expect(repaired.durable()).toBe(1);
  await repaired.append(["next"]);
  expect(linesOf(await readAll(repaired))).toEqual(["whole", "next"]);
  await repaired.close();
});

test("a segment that a crash left without its first line is made anew", async () => {
  const folder = await makeFolder();
  const journal = await openSegmentJournal(folder);
  await journal.append(["a", "b"]);
  await journal.close();
  await writeFile(join(folder, "journal", "0000000000000002.ndjson"), '{"jour');
  const repaired = await openSegmentJournal(folder);
  await repaired.append(["c"]);
  expect(linesOf(await readAll(repaired))).toEqual(["a", "b", "c"]);
  await repaired.close();
});

test("a journal of another format is not touched", async () => {
  const folder = await makeFolder();
  await (await openSegmentJournal(folder)).close();
  const file = join(folder, "journal", `${"0".repeat(16)}.ndjson`);
  await writeFile(file, '{"journal":2,"from":0}\nunknown\nhal');
  await expect(openSegmentJournal(folder)).rejects.toThrow("is not a journal of format 1");
  expect(await readFile(file, "utf8")).toMatch(/hal$/);
});

test("all who wait share one sync", async () => {
  const journal = await openSegmentJournal(await makeFolder());
  const datasync = vi.spyOn(await fileMethods(), "datasync");
  const appended = Array.from({ length: 50 }, (_, index) => journal.append([`line ${index}`]));
  await Promise.all(appended);
  expect(datasync).toHaveBeenCalledTimes(1);
  // Whoever comes while one is under way waits for the next, together.
  const first = journal.append(["first"]);
  await vi.waitFor(() => expect(datasync).toHaveBeenCalledTimes(2));
  await Promise.all([first, ...Array.from({ length: 50 }, (_, index) => journal.append([`line ${index}`]))]);
  expect(datasync.mock.calls.length).toBeLessThanOrEqual(4);
  expect(journal.durable()).toBe(101);
  await journal.close();
});

test("nothing is acknowledged or read before it is synced", async () => {
  const journal = await openSegmentJournal(await makeFolder());
  let sync = () => {};
  const synced = new Promise<void>((resolve) => {
    sync = resolve;
  });
  const datasync = vi.spyOn(await fileMethods(), "datasync").mockReturnValueOnce(synced);
  let acknowledged = false;
  const appended = journal.append(["a"]).then(() => {
    acknowledged = true;
  });
  const reader = journal.read(0, new AbortController().signal)[Symbol.asyncIterator]();
  const next = reader.next();
  await vi.waitFor(() => expect(datasync).toHaveBeenCalled());
  expect([acknowledged, journal.durable()]).toEqual([false, 0]);
  sync();
  await appended;
  expect(await next).toEqual({ done: false, value: { from: 0, lines: ["a"] } });
  await reader.return?.();
  await journal.close();
});

test("a failed sync rejects its lines alone, and nothing of them stays", async () => {
  const folder = await makeFolder();
  const journal = await openSegmentJournal(folder);
  await journal.append(["a"]);
  vi.spyOn(await fileMethods(), "datasync").mockRejectedValueOnce(new Error("EIO"));
  await expect(journal.append(["lost", "too"])).rejects.toThrow("EIO");
  await journal.append(["b"]);
  expect(linesOf(await readAll(journal))).toEqual(["a", "b"]);
  await journal.close();
  const again = await openSegmentJournal(folder);
  expect(linesOf(await readAll(again))).toEqual(["a", "b"]);
  await again.close();
});

test("a reader that has all waits for more and ends when told", async () => {
  const journal = await openSegmentJournal(await makeFolder(), { segmentBytes: 30 });
  const stopped = new AbortController();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { lines } of journal.read(0, stopped.signal)) seen.push(...lines);
  })();
  for (const line of ["a", "b", "c", "d"]) {
    await journal.append([line]);
    await vi.waitFor(() => expect(seen.at(-1)).toBe(line));
  }
  stopped.abort();
  await reading;
  expect(seen).toEqual(["a", "b", "c", "d"]);
  await journal.close();
});
